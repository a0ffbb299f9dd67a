"""archinstall's first menu, of its own widgets, with as many items. Run by the Python that archinstall is installed in.

The installer itself starts on Arch Linux alone, and as its administrator; its menu is what there is to compare.
"""

from importlib import import_module
from typing import Any

ITEMS = (
    "Archinstall language",
    "Locales",
    "Mirrors and repositories",
    "Disk configuration",
    "Swap",
    "Bootloader",
    "Kernels",
    "Hostname",
    "Authentication",
    "Profile",
    "Applications",
    "Network configuration",
    "Additional packages",
    "Timezone",
    "Install",
    "Abort",
)


def main() -> None:
    """Show it until something is chosen."""
    # Its rooms have moved: the first is where they are in newer versions.
    try:
        components, items = import_module("archinstall.tui.components"), import_module("archinstall.tui.menu_item")
    except ImportError:
        components = import_module("archinstall.tui.ui.components")
        items = import_module("archinstall.tui.ui.menu_item")

    async def menu() -> Any:
        group = items.MenuItemGroup([items.MenuItem(name, value=name) for name in ITEMS], sort_items=False)
        return await components.OptionListScreen(group, title="Archlinux", preview_location="right").run()

    components.tui.run(menu)


if __name__ == "__main__":
    main()
