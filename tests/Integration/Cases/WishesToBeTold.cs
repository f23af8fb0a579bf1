using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Coc.Integration.Cases;

/// <summary>Whether somebody wishes to be told before a measure ends is told to the registry of sanctions, and to nobody else (P14).</summary>
public sealed class WishesToBeTold(CasesApp cases) : IClassFixture<CasesApp>
{
    [Fact]
    public async Task Only_the_registry_is_answered_and_of_what_no_case_knows_nobody_wishes()
    {
        var path = $"/internal/told-ahead/{Guid.NewGuid()}";
        using var registry = cases.App.AsService("sanctions");
        (await registry.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken)).GetProperty("wished").GetBoolean().ShouldBeFalse();
        foreach (var other in new[] { "intake", "liaison", "ledger", "identity" })
        {
            using var http = cases.App.AsService(other);
            using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, other);
        }
    }
}
