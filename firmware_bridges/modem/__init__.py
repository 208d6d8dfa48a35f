"""GSM modems that send text messages: `gsm.Modem`. Reception of texts is not its business."""
