"""Money on paper: the bill, the receipt, and a till's report."""

from appliance.payments.documents.bill import bill_document, receipt_document
from appliance.payments.documents.report import CashCount, ReportTax, TillReport, report_document

__all__ = [
    "CashCount",
    "ReportTax",
    "TillReport",
    "bill_document",
    "receipt_document",
    "report_document",
]
