using System.Net;
using System.Net.Http.Json;
using Coc.Identity.Features.SigningIn;
using Coc.Identity.Sessions;
using Coc.Platform.Security;

namespace Coc.Integration.Identity;

public sealed class SigningIn(IdentityApp identity) : IClassFixture<IdentityApp>
{
    private const string Password = "long enough 1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_right_password_opens_a_session()
    {
        var email = IdentityApp.Unique();
        var (account, _) = await identity.JoinAsync(email, Password);

        var signedIn = await LoginAsync(email.ToUpperInvariant(), Password);

        signedIn.ExpiresIn.ShouldBe(900);
        new AccessTokens(identity.Settings.Rings).Read(signedIn.AccessToken)!.Value.Account.ShouldBe(account);
    }

    [Fact]
    public async Task Every_failure_reads_the_same()
    {
        var email = IdentityApp.Unique();
        await identity.JoinAsync(email, Password);
        using var liaison = identity.App.AsService("liaison");
        var invited = IdentityApp.Unique("invited");
        using var made = await liaison.PostAsJsonAsync("/internal/invitations", new { seat = Guid.NewGuid(), email = invited }, Token);
        using var http = identity.App.AsPublic();

        var texts = new HashSet<string>();
        foreach (var (who, password) in new[] { (email, "wrong"), (IdentityApp.Unique("nobody"), "wrong"), (invited, "wrong"), ("not an address", "wrong") })
        {
            using var response = await http.PostAsJsonAsync("/api/identity/login", new { email = who, password, code = "123456" }, Token);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            texts.Add(await IdentityApp.TextWithoutTraceAsync(response));
        }

        texts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Repeated_failure_makes_an_address_wait_longer_and_longer_account_or_not()
    {
        var time = new TurnedTime();
        var email = IdentityApp.Unique("nobody");

        (await CountAsync(5)).ShouldBe(5);
        (await CountAsync(1)).ShouldBe(0);
        time.Ahead += TimeSpan.FromSeconds(1.1);
        (await CountAsync(2)).ShouldBe(1);
        time.Ahead += TimeSpan.FromSeconds(1.1);
        (await CountAsync(1)).ShouldBe(0);
        time.Ahead += TimeSpan.FromSeconds(1);
        (await CountAsync(1)).ShouldBe(1);

        async Task<int> CountAsync(int times)
        {
            var counted = 0;
            for (var i = 0; i < times; i++)
            {
                counted += await identity.WithAsync(db => new Attempts(db, identity.Settings with { Demo = false }, time).CountAsync(email, Token)) ? 1 : 0;
            }

            return counted;
        }
    }

    [Fact]
    public async Task A_refresh_token_is_good_once_and_its_second_use_ends_the_session()
    {
        var email = IdentityApp.Unique();
        await identity.JoinAsync(email, Password);
        var first = await LoginAsync(email, Password);

        var second = await RefreshAsync(first.RefreshToken);
        second.Status.ShouldBe(HttpStatusCode.OK);
        (await RefreshAsync(first.RefreshToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await RefreshAsync(second.SignedIn!.RefreshToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Two_refreshes_at_once_give_one_pair()
    {
        var email = IdentityApp.Unique();
        await identity.JoinAsync(email, Password);
        var first = await LoginAsync(email, Password);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RefreshAsync(first.RefreshToken)));

        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.Status == HttpStatusCode.Unauthorized).ShouldBe(3);
    }

    [Fact]
    public async Task Tokens_and_passwords_stand_nowhere_in_the_database()
    {
        var email = IdentityApp.Unique();
        var (_, signedIn) = await identity.JoinAsync(email, "CANARY-password");

        (await Intake.PlaintextSearch.HitsAsync(identity.App.Database, "CANARY-password", Token)).ShouldBeEmpty();
        (await Intake.PlaintextSearch.HitsAsync(identity.App.Database, signedIn.RefreshToken, Token)).ShouldBeEmpty();
        (await Intake.PlaintextSearch.HitsAsync(identity.App.Database, email, Token)).ShouldNotBeEmpty("the search must be able to find something");
    }

    [Theory]
    [InlineData("""{"email":"a@b.example"}""", "validation")]
    [InlineData("""{"email":5,"password":"x"}""", "malformedJson")]
    [InlineData("""{"email":"a\u0000@b.example","password":"x"}""", "invalidText")]
    [InlineData("[", "malformedJson")]
    public async Task Bad_input_has_its_code(string body, string code)
    {
        using var http = identity.App.AsPublic();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("/api/identity/login", content, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await IdentityApp.TextWithoutTraceAsync(response)).ShouldContain($"code={code}");
    }

    private async Task<SignedIn> LoginAsync(string email, string password)
    {
        using var http = identity.App.AsPublic();
        using var response = await http.PostAsJsonAsync("/api/identity/login", new { email, password }, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await response.Content.ReadFromJsonAsync<SignedIn>(Token))!;
    }

    private async Task<(HttpStatusCode Status, SignedIn? SignedIn)> RefreshAsync(string refreshToken)
    {
        using var http = identity.App.AsPublic();
        using var response = await http.PostAsJsonAsync("/api/identity/refresh", new { refreshToken }, Token);
        return (response.StatusCode, response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<SignedIn>(Token) : null);
    }

    private sealed class TurnedTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero) + Ahead;
    }
}
