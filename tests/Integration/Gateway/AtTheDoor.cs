using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Integration.Fixtures;
using Coc.Integration.Identity;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Gateway;

public sealed class AtTheDoor(GatewayApp gateway) : IClassFixture<GatewayApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_news_from_Identity_nobody_signed_in_comes_through_and_reports_do()
    {
        var (http, _, _) = await gateway.SignInAsync();
        using var visitor = gateway.Client();

        gateway.Time.Hurried = true;
        using var signedIn = await http.GetAsync("/api/cases/1", Token);
        using var report = await visitor.PostAsJsonAsync("/api/reports", new { }, Token);
        using var ready = await visitor.GetAsync("/health/ready", Token);
        gateway.Time.Hurried = false;

        signedIn.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        signedIn.Headers.RetryAfter.ShouldNotBeNull();
        report.StatusCode.ShouldBe(HttpStatusCode.OK);
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await Eventually.TrueAsync(async () => (await http.GetAsync("/api/cases/1", Token)).IsSuccessStatusCode, "it does not recover");
        http.Dispose();
    }

    [Fact]
    public async Task A_dead_service_is_503_and_says_when_to_come_again()
    {
        using var http = gateway.Client();
        using var dead = await http.GetAsync("/api/trail/1", Token);

        dead.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        dead.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        (await IdentityApp.TextWithoutTraceAsync(dead)).ShouldContain("code=unavailable");
    }

    [Theory]
    [InlineData("/internal/snapshot")]
    [InlineData("/internal/clock")]
    [InlineData("/api/bodies/sextant/../../../internal/clock")]
    [InlineData("/api/bodies/sextant/unknown")]
    [InlineData("/api/..%2f..%2finternal/clock")]
    public async Task What_is_not_on_the_map_is_not_there(string path)
    {
        using var http = gateway.Client();
        using var response = await http.GetAsync(new Uri(gateway.Address, path), Token);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await IdentityApp.TextWithoutTraceAsync(response)).ShouldContain("code=notFound");
    }

    [Fact]
    public async Task Headers_with_other_letters_come_through_as_they_are()
    {
        using var http = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 }) { BaseAddress = gateway.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Idempotency-Key", "clé");

        (await GatewayApp.ReflectAsync(http, "/api/bodies")).Headers["idempotency-key"].ShouldBe("clé");
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_to_keep_out()
    {
        using var http = gateway.Client();
        foreach (var path in new[] { "/api/cases/1", "/api/trail/1", "/nothing", "/health/live", "/openapi/v1.json" })
        {
            using var response = await http.GetAsync(path, Token);
            One(response, "X-Content-Type-Options").ShouldBe("nosniff", path);
            One(response, "Referrer-Policy").ShouldBe("no-referrer", path);
            One(response, "Content-Security-Policy").ShouldStartWith("default-src 'none'", Case.Sensitive, path);
            One(response, "Cache-Control").ShouldBe("no-store", path);
            response.Headers.Contains("Strict-Transport-Security").ShouldBeFalse(path);
            response.Headers.Contains("Server").ShouldBeFalse(path);
        }
    }

    [Fact]
    public async Task Ready_says_which_part_is_missing_by_name_only()
    {
        using var http = gateway.Client();
        var body = await http.GetFromJsonAsync<JsonElement>("/health/ready", Token);

        body.GetProperty("status").GetString().ShouldBe("degraded");
        body.GetProperty("parts").GetProperty("ledger").GetString().ShouldBe("unavailable");
        body.GetProperty("parts").GetProperty("intake").GetString().ShouldBe("ready");
    }

    [Fact]
    public async Task The_document_joins_those_who_answer_and_the_page_shows_it()
    {
        using var http = gateway.Client();
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Token);
        using var page = await http.GetAsync("/api", Token);

        document.GetProperty("paths").TryGetProperty("/api/identity/login", out _).ShouldBeTrue();
        document.GetProperty("info").GetProperty("description").GetString()!.ShouldContain("ledger");
        document.GetProperty("paths").EnumerateObject().ShouldAllBe(p => p.Name.StartsWith("/api", StringComparison.Ordinal));
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await page.Content.ReadAsStringAsync(Token)).ShouldContain("/api/identity/login");
        One(page, "Content-Security-Policy").ShouldContain("style-src 'sha256-");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_told_so()
    {
        using var http = gateway.Client();
        http.DefaultRequestHeaders.ExpectContinue = true;
        using var content = new ByteArrayContent(new byte[(27 * 1024 * 1024) + 1]);
        using var response = await http.PostAsync("/api/reports", content, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await IdentityApp.TextWithoutTraceAsync(response)).ShouldContain("code=tooLarge");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_service_that_refuses_a_large_body_is_heard_to_the_end(bool chunked)
    {
        using var http = gateway.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/identity/login");
        request.Content = new ByteArrayContent(new byte[5 * 1024 * 1024]);
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await http.SendAsync(request, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await IdentityApp.TextWithoutTraceAsync(response)).ShouldContain("code=tooLarge");
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_not_a_fault_of_ours()
    {
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, gateway.Address.Port, Token);
        await using var stream = socket.GetStream();
        await stream.WriteAsync("POST /api/identity/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"u8.ToArray(), Token);
        using var reader = new StreamReader(stream);

        (await reader.ReadLineAsync(Token)).ShouldBe("HTTP/1.1 400 Bad Request");
    }

    [Fact]
    public async Task Outside_the_demo_guessing_is_stopped_soon()
    {
        gateway.Mirror.StatusOf["/api/room"] = 404;
        await using var production = await gateway.StartAsync("production", gateway.Identity.App.Address);
        var address = production.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Add("Room", "AAAA-AAAA-AAAA-AAAA-AAAA");

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 21; i++)
        {
            using var response = await http.GetAsync("/api/room", Token);
            statuses.Add(response.StatusCode);
        }

        statuses.Take(20).ShouldAllBe(s => s == HttpStatusCode.NotFound);
        statuses[20].ShouldBe(HttpStatusCode.TooManyRequests);
        using var login = await http.PostAsJsonAsync("/api/identity/login", new { email = "a@b.example", password = "x" }, Token);
        login.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        login.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Outside_the_demo_an_address_sends_300_MiB_an_hour_and_still_a_plea_for_help()
    {
        await using var production = await gateway.StartAsync("production", gateway.Identity.App.Address);
        var address = production.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Add("Receipt", "AAAA-AAAA-AAAA-AAAA-AAAA");

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 13; i++)
        {
            statuses.Add((await SendAsync(25 * 1024 * 1024, chunked: false)).Status);
        }

        statuses.Take(12).ShouldAllBe(s => s != HttpStatusCode.TooManyRequests);
        statuses[12].ShouldBe(HttpStatusCode.TooManyRequests);
        (await SendAsync(100, chunked: true)).ShouldBe((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(10)), "whose length is not told may be as long as any");
        (await SendAsync(16 * 1024, chunked: false)).Status.ShouldNotBe(HttpStatusCode.TooManyRequests);
        (await SendAsync((16 * 1024) + 1, chunked: false)).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        async Task<(HttpStatusCode Status, TimeSpan? Later)> SendAsync(int size, bool chunked)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/receipt/evidence") { Content = new ByteArrayContent(new byte[size]) };
            request.Headers.ExpectContinue = true; // asked first, it need not send what is refused
            request.Headers.TransferEncodingChunked = chunked;
            using var response = await http.SendAsync(request, Token);
            return (response.StatusCode, response.Headers.RetryAfter?.Delta);
        }
    }

    private static string One(HttpResponseMessage response, string header) => response.Headers.GetValues(header).ShouldHaveSingleItem();
}
