"""A fork's configuration that inherits ours: MkDocs replaces lists, so what ours lists is added here, or asked for in one sentence.

Mappings are merged by MkDocs itself, which is why plugins and extensions are mappings in `mkdocs.base.yml`. Style sheets, scripts, watched
folders, extensions and the folder of templates are added where a list of a fork stands in place of ours. A plugin cannot be added once the
configuration is read. A script of a fork runs after the theme's, as the theme's manual counts on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.config_options import ExtraScript
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils.yaml import get_yaml_loader

ROOT = Path(__file__).resolve().parents[2]
BASE = "mkdocs.base.yml"
HOOK = "hooks/handbook_hook.py"
THEME = "macros/theme"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FIXED = {
    "module_name": "macros", "render_by_default": True, "on_undefined": "strict", "on_error_fail": False,
    "j2_variable_start_string": "", "j2_variable_end_string": "", "j2_block_start_string": "", "j2_block_end_string": "",
}  # fmt: skip
"""Options of the macros plugin on which our pages rest."""


def complete(config: MkDocsConfig) -> None:
    """Adds to the configuration what a list or a theme of a fork left out of ours. Raises PluginError for what cannot be added."""
    base = _base()
    name = Path(config.config_file_path).name
    _refuse(config, base, name)
    config.extra_css = [*_missing(base["extra_css"], config.extra_css), *config.extra_css]
    script: Any = ExtraScript()  # type: ignore[no-untyped-call]
    scripts = [script.validate(one) for one in base["extra_javascript"]]
    theirs = [script.validate({"path": one, "defer": True}) if isinstance(one, str) else one for one in config.extra_javascript]
    config.extra_javascript = [*(one for one in scripts if str(one) not in set(map(str, theirs))), *theirs]
    watched = [str(ROOT / one) for one in base["watch"]]
    config.watch = [*_missing(watched, config.watch), *config.watch]
    extensions = dict(_named(base["markdown_extensions"]))
    config.markdown_extensions = [*_missing(extensions, config.markdown_extensions), *config.markdown_extensions]
    for extension, options in extensions.items():
        if options:
            config.mdx_configs.setdefault(extension, options)
    if ROOT / THEME not in [Path(one).resolve() for one in config.theme.dirs]:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(ROOT / THEME))


def only_ours(config: MkDocsConfig) -> bool:
    """Returns whether no plugin but those of ours and the theme's *tags* is read."""
    known = {*_base()["plugins"], "tags", HOOK}
    return all(key.rpartition("material/")[2] in known for key in config.plugins)


def only_our_extensions(config: MkDocsConfig) -> bool:
    """Returns whether Markdown has no extension but those of ours and the ones that MkDocs always adds."""
    return set(config.markdown_extensions) <= {*dict(_named(_base()["markdown_extensions"])), "toc", "tables", "fenced_code"}


def without_hook(config: Mapping[str, Any]) -> PluginError:
    """Returns what to say where the macros are called and our hook was not."""
    name = Path(config["config_file_path"]).name
    return PluginError(f"{name}: 'hooks' stands in place of the list in {BASE}; expected '- {HOOK}' as its first entry, before your own")


def _refuse(config: MkDocsConfig, base: Mapping[str, Any], name: str) -> None:
    """Raises PluginError for what of ours is gone and cannot be added any more."""
    left_out = [plugin for plugin in base["plugins"] if not any(key == plugin or key.endswith(f"/{plugin}") for key in config.plugins)]
    if left_out:
        raise PluginError(
            f"{name}: 'plugins' is a list, which stands in place of the plugins in {BASE} and leaves out {', '.join(left_out)}; "
            "expected a colon after each name instead of a hyphen before it ('tags: {}'), so that both are read"
        )
    own = yaml.load(Path(config.config_file_path).read_text(encoding="utf-8-sig"), get_yaml_loader(_LOADER))
    theme = own.get("theme") if isinstance(own, dict) and own.get("INHERIT") else None
    if isinstance(theme, str) or config.theme.name != base["theme"]["name"]:
        raise PluginError(f"{name}: 'theme' stands in place of the theme in {BASE}; expected keys of it, such as 'custom_dir', and no other name")
    options = config.plugins["macros"].config
    for option, right in FIXED.items():
        if options[option] != right:
            raise PluginError(f"{name}: '{option}' of the plugin macros is {options[option]!r}; expected {right!r}, on which our pages rest")


def _base() -> Any:
    return yaml.load((ROOT / BASE).read_text(encoding="utf-8"), get_yaml_loader(_LOADER))


def _missing(ours: Iterable[str], theirs: Iterable[Any]) -> list[str]:
    there = set(map(str, theirs))
    return [one for one in ours if one not in there]


def _named(listed: Any) -> Iterator[tuple[str, Any]]:
    """Yields the names of a mapping or a list of plugins or extensions, each with its options."""
    for one in listed.items() if isinstance(listed, Mapping) else listed:
        if isinstance(one, Mapping):
            yield from one.items()
        elif isinstance(one, tuple):
            yield one
        else:
            yield one, None
