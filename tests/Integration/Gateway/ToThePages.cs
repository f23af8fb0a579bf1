using System.Net;
using System.Net.Sockets;
using System.Text;
using Coc.Platform.Security;

namespace Coc.Integration.Gateway;

/// <summary>Pages are behind the same door: what a browser sends reaches them, who sent it does not.</summary>
public sealed class ToThePages(GatewayApp gateway) : IClassFixture<GatewayApp>
{
    private const string Visit = "Coc-Visit";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_gets_cookies_and_language_and_no_credential_of_the_API()
    {
        using var http = gateway.Client(
            ("Cookie", "coc-session=abc"), ("Accept-Language", "es"), ("HX-Request", "true"), ("User-Agent", "agent"), ("Referer", "http://elsewhere.example/"), ("X-Forwarded-For", "10.1.1.1"),
            ("Receipt", "CANA-RY"), ("Room", "CANA-RY"), ("Api-Key", "CANA-RY"), ("Coc-Ticket", "forged"), (Visit, "forged"));

        var seen = await GatewayApp.ReflectAsync(http, "/es/report?x=1");

        (seen.Path + seen.Query).ShouldBe("/es/report?x=1");
        seen.Headers.Keys.Order().ShouldBe(["accept-language", "coc-visit", "cookie", "host", "hx-request", "traceparent", "x-forwarded-proto"]);
        seen.Headers["coc-visit"].ShouldNotBe("forged");
        seen.Headers["x-forwarded-proto"].ShouldBe("http");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/report")]
    [InlineData("/assets/portal.js")]
    [InlineData("/apiary")]
    public async Task Whatever_is_not_the_API_is_a_page(string path)
    {
        using var http = gateway.Client();

        (await GatewayApp.ReflectAsync(http, path)).Headers.ShouldContainKey("coc-visit");
    }

    [Fact]
    public async Task The_API_gets_no_cookie_and_knows_who_is_signed_in_by_it()
    {
        var (signedIn, account, tokens) = await gateway.SignInAsync();
        signedIn.Dispose();
        using var page = gateway.Client(("Cookie", $"coc-session={tokens.AccessToken}"), ("Sec-Fetch-Site", "same-origin"));
        using var elsewhere = gateway.Client(("Cookie", $"coc-session={tokens.AccessToken}"), ("Sec-Fetch-Site", "cross-site"));

        var seen = await GatewayApp.ReflectAsync(page, "/api/cases/1");

        (seen.Caller!.Kind, seen.Caller.Account).ShouldBe((CallerKind.Seat, account));
        seen.Headers.ShouldNotContainKey("cookie");
        (await GatewayApp.ReflectAsync(elsewhere, "/api/cases/1")).Caller!.Kind.ShouldBe(CallerKind.Public);
    }

    [Fact]
    public async Task Limits_count_for_who_visits_the_page_and_not_for_the_portal()
    {
        await using var strict = await gateway.StartAsync("production", gateway.Identity.App.Address);
        var address = new Uri(strict.Urls.Single());
        using var somewhere = From("127.0.0.2");
        using var one = new HttpClient(somewhere) { BaseAddress = address };
        var visit = (await GatewayApp.ReflectAsync(one, "/report")).Headers["coc-visit"];
        using var portal = new HttpClient { BaseAddress = address };
        portal.DefaultRequestHeaders.TryAddWithoutValidation(Visit, visit);
        using var forged = new HttpClient { BaseAddress = address };
        forged.DefaultRequestHeaders.TryAddWithoutValidation(Visit, visit[..^4] + "AAAA");

        for (var i = 0; i < 60; i++)
        {
            using var taken = await portal.PostAsync("/api/reports", Empty(), Token);
            taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var tooMany = await portal.PostAsync("/api/reports", Empty(), Token);
        using var asItself = await forged.PostAsync("/api/reports", Empty(), Token);
        (tooMany.StatusCode, asItself.StatusCode).ShouldBe((HttpStatusCode.TooManyRequests, HttpStatusCode.OK)); // a ticket that is not ours counts for who shows it
    }

    [Fact]
    public async Task No_page_is_so_large_that_it_could_be_a_way_around_the_limits()
    {
        using var http = gateway.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/receipt/evidence") { Content = new ByteArrayContent(new byte[28 * 1024 * 1024]) };
        request.Headers.ExpectContinue = true; // or the answer is lost with the connection

        using var answer = await http.SendAsync(request, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    // Its length is told, so that only its being sent counts.
    private static StringContent Empty() => new("{}", Encoding.UTF8, "application/json");

    private static SocketsHttpHandler From(string address) => new()
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
