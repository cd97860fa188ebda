"""What purposes and functions are called on the screen."""

from django.utils.translation import gettext_lazy as _

PURPOSE_WORDS = {
    "decide": _("Decide"),
    "plan": _("Plan"),
    "meet": _("Meet"),
    "learn": _("Learn"),
    "people": _("People"),
    "write": _("Write"),
}
PURPOSE_HINTS = {
    "decide": _("Somebody has to choose, and others will live with it."),
    "plan": _("Where it leads, who does what, and how you will know."),
    "meet": _("Talk less, and know more afterwards."),
    "learn": _("What happened, what you found out, how it is done."),
    "people": _("Beginnings, growth, feedback and goodbyes."),
    "write": _("Rules, promises, and pages of your own."),
}
FUNCTION_WORDS = {
    "product": _("Product"),
    "engineering": _("Engineering"),
    "hr": _("HR"),
    "legal": _("Legal"),
    "sales": _("Sales"),
    "marketing": _("Marketing"),
    "operations": _("Operations"),
    "leadership": _("Leadership"),
}
TYPE_WORDS = {
    "text": _("Text"),
    "person": _("Person"),
    "team": _("Team"),
    "date": _("Date"),
    "choice": _("Choice"),
}
