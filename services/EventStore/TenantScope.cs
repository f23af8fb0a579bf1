using Npgsql;

namespace Coc.EventStore;

/// <summary>Sets the tenant that row-level security compares with, for the transaction of the batch it is sent in.</summary>
internal static class TenantScope
{
    public static NpgsqlBatchCommand Set(string tenant) => new("select set_config('coc.tenant', $1, true)") { Parameters = { new() { Value = tenant } } };
}
