using System.Text.Json;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions.Histories;

/// <summary>Who looks after the spaces, and who is out of them because of what was carried out so far.</summary>
internal sealed class People(SanctionsApp sanctions, Func<string, bool> ours)
{
    private readonly HashSet<(string Account, string Space)> outside = [];

    public bool IsOut(string account, string space) => outside.Contains((account, space));

    /// <summary>Everything that is open is done; false when there was nothing.</summary>
    public async Task<bool> CarryOutAsync()
    {
        var any = false;
        foreach (var executor in (Platform.Security.Caller[])[GithubOwner, ChatAdmin])
        {
            var open = (await sanctions.GetAsync(executor, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray().Where(o => ours(o.GetProperty("account").GetString()!)).ToList();
            open.GroupBy(o => (o.GetProperty("account").GetString(), o.GetProperty("space").GetString())).Where(g => g.Select(Restores).Distinct().Count() > 1)
                .ShouldBeEmpty("in and out at the same time");
            foreach (var order in open)
            {
                (await sanctions.PostAsync(executor, $"/api/orders/{order.GetProperty("id").GetGuid()}/done")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
                var place = (order.GetProperty("account").GetString()!, order.GetProperty("space").GetString()!);
                _ = Restores(order) ? outside.Remove(place) : outside.Add(place);
                any = true;
            }
        }

        return any;
    }

    private static bool Restores(JsonElement order) => order.GetProperty("action").GetString() == "restore";
}
