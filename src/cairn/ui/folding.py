"""What never varies in a template is rendered once a language and process, not once a page.

The loader looks through each template after it is parsed. Neighbouring pieces of text, `{% icon "…" %}`,
`{% translate "…" %}` and addresses of built files become one string; `{% url "name" thing.pk %}` keeps the text around
its numbers. Templates are written as ever, and what depends on the context stays as Django made it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain
from threading import Lock
from typing import Any

from django.conf import settings
from django.template import Context, Node, Template, TemplateSyntaxError
from django.template.base import (
    FilterExpression,
    NodeList,
    TextNode,
    Variable,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import IfNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import cached
from django.templatetags.i18n import LanguageNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django_vite.templatetags.django_vite import vite_asset, vite_hmr_client

from cairn.ui.templatetags.ui import icon

# Tags that say the same thing for the same words, as long as the process runs.
STEADY: tuple[Callable[..., Any], ...] = (icon, vite_asset, vite_hmr_client)


class Loader(cached.Loader):
    """Django's caching loader; a template is folded before anybody gets it."""

    def __init__(self, engine: Any, loaders: list[Any]) -> None:
        super().__init__(engine, loaders)
        self._folded: dict[str, Template] = {}
        self._lock = Lock()

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        key = self.cache_key(template_name, skip)
        if (known := self._folded.get(key)) is not None:
            return known
        template = super().get_template(template_name, skip)
        with self._lock:
            if key not in self._folded:
                fold(template.nodelist)
                self._folded[key] = template
            return self._folded[key]

    def reset(self) -> None:
        super().reset()
        self._folded.clear()


def fold(nodes: NodeList) -> None:
    """Fold a list of nodes and every list below it, in place."""
    folded: list[Node] = []
    run: list[Node] = []
    for node in nodes:
        if _is_steady(node):
            run.append(node)
            continue
        folded += [*_one(run), _quicker(node)]
        run = []
        for below in _below(node):
            fold(below)
    nodes[:] = [*folded, *_one(run)]


def _quicker(node: Node) -> Node:
    if isinstance(node, LanguageNode):
        raise TemplateSyntaxError("One template speaks one language: render it under translation.override instead.")
    if type(node) is VariableNode:
        return Value(node.filter_expression, node)
    return Address(node) if _is_address(node) else node


def _one(run: list[Node]) -> list[Node]:
    return [Steady(run)] if len(run) > 1 or any(not isinstance(node, TextNode) for node in run) else run


def _below(node: Node) -> Iterable[NodeList]:
    if isinstance(node, IfNode):
        return [nodes for _, nodes in node.conditions_nodelists]
    lists = (getattr(node, name, None) for name in node.child_nodelists)
    return [nodes for nodes in lists if isinstance(nodes, NodeList)]


def _is_literal(value: Any) -> bool:
    """Words or a number written in the template, without filters; `_("…")` is one for each language."""
    if not isinstance(value, FilterExpression) or value.filters:
        return False
    return not isinstance(value.var, Variable) or value.var.lookups is None


def _is_steady(node: Node) -> bool:
    if isinstance(node, TranslateNode):
        return node.asvar is None and node.message_context is None and _is_literal(node.filter_expression)
    if isinstance(node, SimpleNode):
        literal = all(_is_literal(value) for value in (*node.args, *node.kwargs.values()))
        return node.func in STEADY and node.target_var is None and not node.takes_context and literal
    if isinstance(node, StaticNode):
        return node.varname is None and _is_literal(node.path)
    return isinstance(node, TextNode)


class Steady(Node):
    """A run of nodes that give the same text whatever the context: kept for each language. All of it is safe HTML."""

    child_nodelists = ()

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = NodeList(nodes)
        self.token, self.origin = nodes[0].token, nodes[0].origin
        self._texts: dict[str, str] = {}

    def render(self, context: Context) -> str:
        shared = context.render_context.dicts[0]  # of this one rendering, its parents and includes
        language = shared.get("language of folded text")
        if language is None:
            language = shared["language of folded text"] = get_language() or ""
        text = self._texts.get(language)
        if text is None:
            text = self._texts[language] = self.nodes.render(context)
        return text


class Value(VariableNode):
    """`{{ thing.name }}`: words and whole numbers without the detour over formats and lazy text."""

    def __init__(self, expression: FilterExpression, node: Node) -> None:
        super().__init__(expression)
        self.token, self.origin = node.token, node.origin

    def render(self, context: Context) -> str:
        value = self.filter_expression.resolve(context)
        kind = type(value)
        if kind is SafeString:
            return str(value)
        if kind is str:
            return html.escape(value) if context.autoescape else str(value)
        if kind is int and not settings.USE_THOUSAND_SEPARATOR:
            return str(value)
        return render_value_in_context(value, context)


def _is_address(node: Node) -> bool:
    return isinstance(node, URLNode) and not node.kwargs and _is_literal(node.view_name)


class Address(Node):
    """`{% url "page_edit" page.pk %}`: the address with its numbers put in."""

    child_nodelists = ()

    def __init__(self, node: Any) -> None:
        self.node = node
        self.token, self.origin = node.token, node.origin

    def render(self, context: Context) -> str:
        node = self.node
        values = [argument.resolve(context) for argument in node.args]
        numbers = [value for value in values if type(value) is int and value >= 0]
        words = tuple(None if type(value) is int else str(value) for value in values)
        if words.count(None) != len(numbers):
            return str(node.render(context))
        pieces = _pieces(node.view_name.resolve(context), words, get_script_prefix(), get_urlconf())
        if pieces is None:
            return str(node.render(context))
        address = "".join(chain.from_iterable(zip(pieces, map(str, numbers), strict=False))) + pieces[-1]
        if node.asvar is None:
            return address
        context[node.asvar] = address
        return ""


@lru_cache(maxsize=512)
def _pieces(name: str, words: tuple[str | None, ...], prefix: str, urlconf: str | None) -> tuple[str, ...] | None:
    """The text around the numbers of an address, which stand for None in `words`; None where Django must say.

    Prefix and URLs are part of the key.
    """
    arguments = [700_000_001 + index if word is None else word for index, word in enumerate(words)]
    stand_ins = [argument for argument in arguments if isinstance(argument, int)]
    try:
        address = reverse(name, args=arguments)
    except NoReverseMatch:
        return None
    if not stand_ins:
        return (address,)
    found = re.findall("|".join(map(str, stand_ins)), address)
    if found != [str(number) for number in stand_ins]:
        return None
    return tuple(re.split("|".join(map(str, stand_ins)), address))
