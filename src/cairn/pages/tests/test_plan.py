"""Reading stays cheap however many pages there are: the database finds its way by the page, not through all of them."""

import pytest
from django.db import connection
from tests.cast import Cast

from cairn.pages.operations import create_page
from cairn.pages.reading import _near


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by statistics, which a test does not have")
def test_the_family_of_a_page_is_found_by_its_ids(cast: Cast) -> None:
    top = create_page(cast.stone, by=cast.ben, title="Top")
    page = create_page(cast.stone, by=cast.ben, title="Below", parent=top)
    sql, parameters = _near(cast.ravi, page.pk, *page.ancestor_ids).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        steps = [row[3] for row in cursor.fetchall()]
    assert "MULTI-INDEX OR" in steps[0], steps
