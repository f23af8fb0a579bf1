using Npgsql;

namespace Coc.Sanctions.Registry;

/// <summary>Reads behind the database's own wall: the tenant is set in the transaction of the batch.</summary>
internal static class TenantBatch
{
    /// <summary>A batch whose first result is the setting of the tenant; skip it with <c>NextResult</c>.</summary>
    public static NpgsqlBatch CreateTenantBatch(this NpgsqlDataSource database, string tenant)
    {
        var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select set_config('coc.tenant', $1, true)") { Parameters = { new() { Value = tenant } } });
        return batch;
    }
}
