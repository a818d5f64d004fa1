"""What `mkdocs.yml` says that needs no MkDocs: the product's folder, and the addresses of the site and its repository.

The commands and the build read the same file and must find the same folder. So it is read here as MkDocs reads it: as YAML, with `!ENV`
and `INHERIT`, whatever other tags it has. Unlike there, a value stays the author's text, a variable that is empty counts as not set, and
the variable `WORKED_EXAMPLE` names the product's folder even where the configuration does not ask for it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from handbook.reading.environment import DEFAULT_PRODUCT, PRODUCT_VARIABLE
from handbook.source.disk import read_whole

FILES = ("mkdocs.yml", "mkdocs.yaml")
"""Names under which MkDocs looks for its configuration, the first that is there."""
MAXIMUM_BYTES = 1024 * 1024
MAXIMUM_PARENTS = 20
"""So many files may inherit from each other; more are taken for a loop."""


class ConfigurationError(ValueError):
    """The configuration cannot be read or names no folder; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a configuration says."""

    product: str = DEFAULT_PRODUCT
    """Folder of the product, relative to that of the configuration."""
    site_url: str = ""
    """Address at which the site is published, with a slash at its end; empty where none is named."""
    repo_url: str = ""
    """Address of the repository; empty where none is named."""
    edit_url: str = ""
    """Address at which pages are edited, where the configuration names a whole one; else empty."""
    revision: str = ""
    """Source revision that is stated where there is no git; else empty."""

    @property
    def source(self) -> str:
        """Returns the address at which others may see the files from which the site is made, or ''."""
        return self.repo_url or self.edit_url

    def page(self, path: str) -> str:
        """Returns the address of a page of the published site, by its path there; '' where none is known."""
        return posixpath.join(self.site_url, path) if self.site_url else ""


def configuration(folder: Path, environment: Mapping[str, str]) -> Configuration:
    """Returns what the configuration in `folder` says; where there is none, the product that the environment names.

    Raises ConfigurationError where there is one that cannot be read.
    """
    for name in FILES:
        if (folder / name).exists():
            return read_configuration(folder / name, environment)
    return Configuration(product=environment.get(PRODUCT_VARIABLE) or DEFAULT_PRODUCT)


def read_configuration(file: Path, environment: Mapping[str, str]) -> Configuration:
    """Returns what a configuration says. Raises ConfigurationError where it cannot be read or its product is no folder's name."""
    said = _merged(file, environment)
    extra = said.get("extra")
    product = extra.get("worked_example", DEFAULT_PRODUCT) if isinstance(extra, dict) else DEFAULT_PRODUCT
    if not isinstance(product, _Asked):
        product = environment.get(PRODUCT_VARIABLE) or product
    if not isinstance(product, str) or not product.strip():
        raise ConfigurationError(f"{file.name}: 'extra.worked_example' names no folder; expected the folder that holds product.yaml")
    site, repository = _address(said.get("site_url")), _address(said.get("repo_url"))
    revision = str(extra.get("revision") or "") if isinstance(extra, dict) else ""
    return Configuration(str(product), f"{site.rstrip('/')}/" if site else "", repository, _address(said.get("edit_uri")), revision)


def settings(file: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """Returns every setting of a configuration, those that it inherits included; scalars are the author's text.

    Raises ConfigurationError where it cannot be read.
    """
    return _merged(file, environment)


class _Asked(str):
    """A value that the configuration takes from variables, `WORKED_EXAMPLE` among them: their order there holds."""

    __slots__ = ()


def _address(value: Any) -> str:
    return value.strip() if isinstance(value, str) and value.strip().startswith(("https://", "http://")) else ""


def _merged(file: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """Returns the settings of a file over those that it inherits, mappings merged and all else replaced, as MkDocs does."""
    said: dict[str, Any] = {}
    for _ in range(MAXIMUM_PARENTS):
        own = _read(file, environment) if not said or file.exists() else {}  # MkDocs says what is inherited and not there
        parent = own.pop("INHERIT", None)
        said = _over(own, said)
        if parent is None:
            return said
        if not isinstance(parent, str) or not parent.strip():
            raise ConfigurationError(f"{file.name}: 'INHERIT' names no file; expected the path of a configuration")
        file = file.parent / parent
    raise ConfigurationError(f"{file.name}: more than {MAXIMUM_PARENTS} files inherit from each other; expected no file that inherits from itself")


def _over(inherited: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    for key, value in own.items():
        former = inherited.get(key)
        inherited[key] = _over(former, value) if isinstance(former, dict) and isinstance(value, dict) else value
    return inherited


def _read(file: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    try:
        said = yaml.load(read_whole(file, MAXIMUM_BYTES).decode("utf-8-sig"), _loader(environment))
    except OSError as error:
        raise ConfigurationError(f"'{file.as_posix()}' cannot be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"'{file.as_posix()}' is not UTF-8 text") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise ConfigurationError(f"'{file.as_posix()}' is not YAML{where}: {getattr(error, 'problem', None) or 'it cannot be read'}") from None
    except RecursionError:
        raise ConfigurationError(f"'{file.as_posix()}' is nested too deeply to be a configuration") from None
    if said is not None and not isinstance(said, dict):
        raise ConfigurationError(f"'{file.as_posix()}' holds no keys; expected settings of MkDocs")
    return said or {}


def _loader(environment: Mapping[str, str]) -> type[yaml.SafeLoader]:
    """Returns a loader that knows `!ENV`, takes every other tag for nothing, and leaves scalars as they are written."""

    class Loader(yaml.SafeLoader):
        """A loader of its own, so that the one of the library stays as it is."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] in ("null", "merge")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def variable(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        """Returns the first of the variables that is set and not empty, else what stands last in the list."""
        names: list[yaml.Node] = [node]
        default: Any = None
        if isinstance(node, yaml.SequenceNode):
            *names, last = node.value or [node]
            if names:
                default = loader.construct_object(last, deep=True)
            else:
                names = [last]
        for name in names:
            if not isinstance(name, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "expected the name of a variable after !ENV", name.start_mark)
        words = [str(name.value) for name in names]
        value = next((environment[word] for word in words if environment.get(word)), default)
        return _Asked(value) if PRODUCT_VARIABLE in words and isinstance(value, str) else value

    Loader.add_constructor("!ENV", variable)
    Loader.add_constructor(None, lambda *_: None)
    return Loader
