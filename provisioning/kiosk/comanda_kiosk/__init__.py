"""The kiosk agent of a kitchen screen: finds the appliance, asks to be let in, keeps the browser on the right page.

Standard library only, and python-zeroconf where it is installed. Without that `--appliance` says where to ask.
"""

__version__ = "1"
