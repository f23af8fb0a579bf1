using Coc.Cases.Domain;
using Coc.EventStore;

namespace Coc.Cases.DueWork;

/// <summary>What time alone will bring to a case. A list of work and no read model: the worker leases rows and takes away what is done.</summary>
internal static class DueRows
{
    public static IEnumerable<StoreStatement> Of(CaseState state)
    {
        var (tenant, id) = (state.Body, state.Id);
        var dues = CaseDue.Of(state).ToList();
        yield return new StoreStatement(tenant, "delete from app.due where tenant_id = $1 and case_id = $2", tenant, id);
        yield return new StoreStatement(
            tenant,
            "insert into app.due (tenant_id, case_id, kind, thing, at) select $1, $2, * from unnest($3::varchar[], $4::uuid[], $5::timestamptz[])",
            tenant, id, dues.Select(d => d.Kind).ToArray(), dues.Select(d => d.Thing).ToArray(), dues.Select(d => d.At).ToArray());
    }
}
