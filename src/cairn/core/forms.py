"""Between forms and operations: a refused write comes back as the form, with what was typed and what is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import BaseForm

from cairn.core.errors import Conflict, Invalid


@contextmanager
def refusals_in(form: BaseForm) -> Iterator[None]:
    """Turn an `Invalid` or `Conflict` raised inside into errors of `form`, at its fields where they are named."""
    try:
        yield
    except (Invalid, Conflict) as error:
        form.refusal = error  # type: ignore[attr-defined]
        at_fields = {name: words for name, words in error.fields.items() if name in form.fields}
        for name, words in at_fields.items():
            form.add_error(name, words)
        if not at_fields:
            form.add_error(None, error.message)


def status_of(form: BaseForm) -> int:
    """200 for a form that nobody sent yet, else why it came back: 422, or 409 for a conflict."""
    if not form.is_bound:
        return 200
    refusal = getattr(form, "refusal", None)
    return refusal.status if refusal else 422
