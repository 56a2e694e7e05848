"""Where a study is kept: tables, the funnel for writes, the journal, the queries. Rows never leave this package."""
