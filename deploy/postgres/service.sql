-- One service's roles and database. Run once per service by a superuser, with the placeholders in braces replaced:
-- service (intake, cases, …), database (usually coc_<service>) and password. Passwords may not contain a single quote.
-- The roles part may be repeated. Statements are parted by the lines "next", because CREATE DATABASE refuses company.
--
-- coc_{service}_owner   owns database, schemas and tables; used by the one-shot migration only
-- coc_{service}         the service; row-level security binds it to the tenant of the transaction
-- coc_{service}_daemon  relay and projections; reads all tenants, through a policy of its own and not by an attribute
do $$
declare
  wanted text;
begin
  foreach wanted in array array['coc_{service}_owner', 'coc_{service}', 'coc_{service}_daemon'] loop
    begin
      execute format('create role %I', wanted);
    exception when duplicate_object or unique_violation then
      null;
    end;
    execute format(
      'alter role %I with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls noinherit password %L',
      wanted, '{password}');
  end loop;
end
$$;
-- next
create database {database} owner coc_{service}_owner template template0 encoding 'UTF8';
-- next
revoke all on database {database} from public;
-- next
grant connect on database {database} to coc_{service}, coc_{service}_daemon;
-- next
-- A transaction that has drawn an event number and sleeps would hold back every reader of the log.
alter role coc_{service} in database {database} set idle_in_transaction_session_timeout = '15s';
-- next
alter role coc_{service}_daemon in database {database} set idle_in_transaction_session_timeout = '15s';
