"""A subquery of one column as a list in the row: the one place where pages speak each database's own SQL."""

from typing import Any

from django.db.models import JSONField, Subquery


class JsonList(Subquery):
    """`JsonList(Label.objects.filter(page=OuterRef("pk")).values("name"))` gives `["a", "b"]`, in the query's order."""

    template = "(SELECT json_group_array(_row.%(column)s) FROM (%(subquery)s) _row)"
    output_field = JSONField()

    def __init__(self, queryset: Any, **extra: Any) -> None:
        super().__init__(queryset, **extra)
        self.extra["column"] = f'"{queryset.query.values_select[0]}"'

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        template = "(SELECT coalesce(jsonb_agg(_row.%(column)s), '[]'::jsonb) FROM (%(subquery)s) _row)"
        return self.as_sql(compiler, connection, template=template)
