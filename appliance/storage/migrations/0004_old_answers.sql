-- Answers that made no row are forgotten when they are old: found by their age.
CREATE INDEX answer_that_made_nothing ON answer (made_at) WHERE subject = '';
