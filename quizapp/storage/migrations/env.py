"""How Alembic runs the revisions: on the connection it is handed, inside the transaction already begun there."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
