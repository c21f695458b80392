# The targets are the commands of packaging/bootstrap.py, which also works where there is no make.
#   make run ARGS="--screenshot today.png"

PYTHON ?= python3

.PHONY: setup run test lint bench package translations lock
setup run test lint bench package translations lock:
	@$(PYTHON) packaging/bootstrap.py $@ $(ARGS)
