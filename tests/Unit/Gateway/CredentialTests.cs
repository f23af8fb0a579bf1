using Coc.Gateway.Asking;
using Coc.Gateway.Routing;
using Coc.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Coc.Unit.Gateway;

public sealed class CredentialTests
{
    private static readonly Way Signed = new("/api/cases/{**rest}", "cases");
    private static readonly Way Receipt = new("/api/receipt/{**rest}", "intake", Credential: "Receipt", SignIn: false);
    private static readonly Way Login = new("/api/identity/login", "identity", SignIn: false);

    [Fact]
    public void A_bearer_is_the_sign_in() => Of(Signed, ("Authorization", "bearer abc ")).ShouldBe(new Credential(CredentialKind.Bearer, "abc"));

    [Fact]
    public void Nothing_shown_is_nobody() => Of(Signed).Kind.ShouldBe(CredentialKind.None);

    [Fact]
    public void A_bot_shows_its_key() => Of(Signed, ("Api-Key", "k")).ShouldBe(new Credential(CredentialKind.ApiKey, "k"));

    [Fact]
    public void A_receipt_counts_on_its_own_routes_only()
    {
        Of(Receipt, ("Receipt", "r"), ("Authorization", "Bearer x")).ShouldBe(new Credential(CredentialKind.Receipt, "r"));
        Of(Signed, ("Receipt", "r")).Kind.ShouldBe(CredentialKind.None);
    }

    [Fact]
    public void Where_people_sign_in_an_old_bearer_does_not_matter() => Of(Login, ("Authorization", "Bearer expired")).Kind.ShouldBe(CredentialKind.None);

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("abc")]
    public void Another_scheme_is_no_sign_in(string authorization) =>
        Should.Throw<ProblemException>(() => Of(Signed, ("Authorization", authorization))).Problem.Status.ShouldBe(401);

    [Fact]
    public void A_code_longer_than_any_of_ours_is_not_carried_on() => Of(Receipt, ("Receipt", new string('A', 5000))).Value.ShouldBe("");

    [Fact]
    public void A_credential_does_not_print_what_it_holds() => new Credential(CredentialKind.Receipt, "secret").ToString().ShouldBe("Receipt");

    [Fact]
    public void The_cookie_of_the_pages_is_a_sign_in_when_a_page_of_ours_asks() =>
        Of(Signed, ("Cookie", "coc-session=abc"), ("Sec-Fetch-Site", "same-origin")).ShouldBe(new Credential(CredentialKind.Bearer, "abc"));

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    [InlineData("")]
    public void Who_else_makes_a_browser_send_it_is_nobody(string from) => Of(Signed, ("Cookie", "coc-session=abc"), ("Sec-Fetch-Site", from)).Kind.ShouldBe(CredentialKind.None);

    [Fact]
    public void A_bearer_counts_before_the_cookie() =>
        Of(Signed, ("Authorization", "Bearer x"), ("Cookie", "coc-session=abc"), ("Sec-Fetch-Site", "same-origin")).ShouldBe(new Credential(CredentialKind.Bearer, "x"));

    private static Credential Of(Way way, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return CredentialsOf.Request(context.Request, way);
    }
}
