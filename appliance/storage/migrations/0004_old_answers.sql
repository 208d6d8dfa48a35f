-- Answers that made no row are forgotten when they are old: found by their age.
CREATE INDEX answer_that_made_nothing ON answer (made_at) WHERE subject = '';

-- Why a text message was not sent is a code from now on; sentences of before are forgotten.
UPDATE sms SET last_error = NULL WHERE last_error LIKE '% %';
