"""Star CloudPRNT: printers that call the appliance by HTTP for their jobs and confirm each one."""
