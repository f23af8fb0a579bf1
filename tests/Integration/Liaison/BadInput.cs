using System.Text;

namespace Coc.Integration.Liaison;

public sealed class BadInput(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    public static TheoryData<string, string, string> Bodies => new()
    {
        { "POST /api/reports/preview", "{", "malformedJson" },
        { "POST /api/reports/preview", "[]", "malformedJson" },
        { "POST /api/reports/preview", "null", "malformedJson" },
        { "POST /api/reports/preview", """{"projects":"sextant"}""", "malformedJson" },
        { "POST /api/reports/preview", """{"projects":[null]}""", "validation" },
        { "POST /api/reports/preview", """{"projects":["sex\u0000tant"]}""", "invalidText" },
        { "POST /api/reports/preview", """{"event":"\ud800"}""", "invalidText" },
        { "POST /api/jurisdiction/explain", """{"riskFactors":[null]}""", "validation" },
        { "POST /api/jurisdiction/explain", """{"projectConflicts":{}}""", "validation" },
        { "POST /api/bodies/sextant/seats", "{}", "validation" },
        { "POST /api/bodies/sextant/seats", """{"account":7}""", "malformedJson" },
        { "POST /api/bodies/sextant/seats", """{"account":"6f9d2b40-0000-4000-8000-000000000001","role":"member"}""", "validation" },
        { "PUT /api/bodies/sextant/policy", """{"quorum":"0"}""", "validation" },
        { "PUT /api/bodies/sextant/policy", """{"calendar":{}}""", "validation" },
        { "PUT /api/bodies/sextant/policy", """{"acknowledgeWithin":{"hours":1,"days":1}}""", "validation" },
        { "PUT /api/bodies/sextant/policy", """{"effectiveFrom":"2020-01-01T00:00:00Z"}""", "validation" },
        { "PUT /api/bodies/sextant/policy", """{"effectiveFrom":"soon"}""", "malformedJson" },
        { "PUT /api/bodies/sextant/policy", """{"platforms":[{"platform":"chat"}]}""", "validation" },
        { "PUT /api/bodies/sextant/policy", """{"platforms":[{"platform":"The Chat","keeps":{"days":90}}]}""", "validation" },
        { "PUT /api/bodies/sextant/policy", """{"platforms":[null]}""", "validation" },
        { "PUT /api/bodies/sextant/policy", """{"platforms":[{"platform":"chat","keeps":{"days":90}},{"platform":"chat","keeps":{"days":30}}]}""", "validation" },
        { "PUT /api/bodies/sextant/policy", """{"platforms":[{"platform":"chat","keeps":{"days":0}}]}""", "validation" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_gets_its_code(string route, string body, string code)
    {
        using var http = liaison.App.As(new Platform.Security.Caller(
            Platform.Security.CallerKind.Seat, LiaisonApp.AccountOf("ira@sextant.example").ToString(),
            [new Contracts.Channel.TicketSeat(LiaisonApp.SeatOf("ira", "sextant"), "sextant", "member", true)]));
        using var request = new HttpRequestMessage(new(route.Split(' ')[0]), route.Split(' ')[1]) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(400, text);
        text.ShouldContain($"\"code\":\"{code}\"");
    }

    [Theory]
    [InlineData("/api/bodies?limit=0", 400)]
    [InlineData("/api/bodies?limit=many", 400)]
    [InlineData("/api/bodies?cursor=%21%21", 400)]
    [InlineData("/api/bodies?cursor=AA==", 400)]
    [InlineData("/api/bodies?cursor=////", 200)]
    [InlineData("/api/bodies/SEXTANT", 404)]
    [InlineData("/api/bodies/sextant'--", 404)]
    [InlineData("/api/bodies/%F0%9F%98%80", 404)]
    [InlineData("/api/bodies/%00", 400)]
    public async Task A_bad_address_is_no_fault_of_ours(string path, int status)
    {
        using var http = liaison.App.AsPublic();
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(status, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/api/bodies/sextant/transfers")]
    [InlineData("/api/bodies/sextant/seats")]
    [InlineData("/api/bodies/orrery/incident-notices")]
    [InlineData("/api/bodies/sextant/pending-changes")]
    public async Task A_strange_cursor_starts_at_the_beginning(string path)
    {
        var who = path.Contains("orrery", StringComparison.Ordinal) ? liaison.Eun : liaison.Ira;

        (await who.GetAsync(path + "?cursor=Zm9v")).Status.ShouldBe(200);
    }
}
