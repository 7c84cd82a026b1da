# Short names for the two commands of the README and the chores beside them; everything is in scripts/.
.POSIX:
.PHONY: demo test format translations docs clean

demo:
	sh scripts/demo

test:
	sh scripts/test

format:
	sh scripts/setup test
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

translations:
	sh scripts/setup demo
	.venv/bin/python scripts/compile_translations.py

docs:
	sh scripts/setup demo
	.venv/bin/python scripts/write_docs.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache dist build
