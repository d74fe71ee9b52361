"""`jupyter nbconvert`, stock but for one thing: Playwright opens the Chromium that BENCH_CHROMIUM names.

nbconvert's webpdf has no option for the browser, and Playwright would look only for one that it downloaded itself.
"""

from __future__ import annotations

import os

from nbconvert.nbconvertapp import main
from playwright.async_api import BrowserType

STOCK_LAUNCH = BrowserType.launch


async def launch(self, **options):
    """Playwright's launch, with the browser's path."""
    return await STOCK_LAUNCH(self, executable_path=os.environ["BENCH_CHROMIUM"], **options)


if __name__ == "__main__":
    BrowserType.launch = launch
    main()
