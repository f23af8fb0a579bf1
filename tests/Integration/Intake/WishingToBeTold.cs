using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Coc.Integration.Intake;

/// <summary>Who it happened to says whether they wish to be told before a measure ends (P14).</summary>
public sealed class WishingToBeTold(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_shown_and_can_be_taken_back()
    {
        var (_, receipt) = await intake.FileAsync(new { description = "d" });
        using var http = intake.App.AsReceipt(receipt);
        (await WishesAsync(http)).ShouldBeFalse();

        foreach (var bad in new object[] { new { }, new { wish = (bool?)null }, new { wish = "perhaps" } })
        {
            (await SendAsync(http, bad)).ShouldBe(HttpStatusCode.BadRequest);
        }

        (await SendAsync(http, new { wish = true })).ShouldBe(HttpStatusCode.Created);
        (await WishesAsync(http)).ShouldBeTrue();
        (await SendAsync(http, new { wish = false })).ShouldBe(HttpStatusCode.Created);
        (await WishesAsync(http)).ShouldBeFalse();
    }

    private static async Task<bool> WishesAsync(HttpClient http) => (await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token)).GetProperty("toldAhead").GetBoolean();

    private static async Task<HttpStatusCode> SendAsync(HttpClient http, object body)
    {
        using var answer = await http.PostAsJsonAsync("/api/receipt/told-ahead", body, Token);
        return answer.StatusCode;
    }
}
