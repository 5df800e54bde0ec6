"""A backup of a house on PostgreSQL holds the secretariat's tables too, as they were there."""

import psycopg
from test_moving_command import ACCOUNTS, SCHEMA, SECRET, accounts_in_file, hemicycle, new


def test_the_tables_of_a_database_are_in_its_backup(tmp_path, postgres):
    address = f"{postgres.database()} password={SECRET}"
    assert new(tmp_path, "First", HEMICYCLE_STORE=address).returncode == 0
    with psycopg.connect(address, options=f"-c search_path={SCHEMA}") as database:
        accounts = database.execute(ACCOUNTS).fetchall()
    assert accounts
    file, again = tmp_path / "one.hemicycle-backup", tmp_path / "again"
    done = hemicycle("backup", tmp_path / "data", "--to", file)
    assert (done.returncode, done.stderr) == (0, "")
    done = hemicycle("restore", file, "--to", again)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(accounts_in_file(again)) == sorted(accounts)


def test_tables_that_cannot_be_read_are_no_backup(tmp_path, postgres):
    address = f"{postgres.database()} password={SECRET}"
    assert new(tmp_path, "First", HEMICYCLE_STORE=address).returncode == 0
    with psycopg.connect(address) as database:
        database.execute(f"ALTER TABLE {SCHEMA}.secretariat_account DROP COLUMN password")
    file = tmp_path / "one.hemicycle-backup"
    done = hemicycle("backup", tmp_path / "data", "--to", file)
    assert done.returncode != 0
    assert "password" in done.stderr
    assert not file.exists()
