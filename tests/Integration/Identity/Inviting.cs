using System.Net;
using System.Net.Http.Json;
using Coc.Contracts.Channel;
using Coc.Identity.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Coc.Integration.Identity;

public sealed class Inviting(IdentityApp identity) : IClassFixture<IdentityApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_is_answered_alike_until_it_is_used_and_used_once()
    {
        var (seat, email) = (Guid.NewGuid(), IdentityApp.Unique());
        var first = await InviteAsync(seat, email);
        var again = await InviteAsync(seat, email);

        first.Account.ShouldBe(Account.IdOf(email));
        first.Code.ShouldNotBeNull();
        again.ShouldBe(first);
        (await AcceptAsync(first.Code!)).ShouldBe(HttpStatusCode.OK);
        (await AcceptAsync(first.Code!)).ShouldBe(HttpStatusCode.NotFound);
        (await InviteAsync(seat, email)).Code.ShouldBeNull();
        (await InviteAsync(Guid.NewGuid(), email)).Code.ShouldBeNull();
    }

    [Fact]
    public async Task A_second_invitation_does_not_change_the_password_of_who_has_one()
    {
        var email = IdentityApp.Unique();
        var (one, other) = (await InviteAsync(Guid.NewGuid(), email), await InviteAsync(Guid.NewGuid(), email));
        other.Code.ShouldNotBe(one.Code);

        (await AcceptAsync(one.Code!, "first password")).ShouldBe(HttpStatusCode.OK);
        (await AcceptAsync(other.Code!, "second password")).ShouldBe(HttpStatusCode.NotFound);
        (await LoginAsync(email, "first password")).ShouldBe(HttpStatusCode.OK);
        (await LoginAsync(email, "second password")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Of_two_at_once_one_is_accepted()
    {
        var code = (await InviteAsync(Guid.NewGuid(), IdentityApp.Unique())).Code!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => AcceptAsync(code)));

        answers.Count(a => a == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_gets_the_same_answer()
    {
        var code = (await InviteAsync(Guid.NewGuid(), IdentityApp.Unique())).Code!;
        using var http = identity.App.AsPublic();
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));

        using var first = await http.PostAsJsonAsync("/api/invitations/accept", new { code, password = "long enough 1" }, Token);
        using var second = await http.PostAsJsonAsync("/api/invitations/accept", new { code, password = "long enough 1" }, Token);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.Content.ReadAsStringAsync(Token)).ShouldBe(await first.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_wrong_or_expired_code_is_not_there_whatever_the_password()
    {
        var (seat, email) = (Guid.NewGuid(), IdentityApp.Unique());
        var old = await InviteAsync(seat, email);
        await using (var command = identity.App.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("update app.invitations set expires = now() - interval '1 second' where seat = $1"))
        {
            command.Parameters.AddWithValue(seat);
            await command.ExecuteNonQueryAsync(Token);
        }

        (await AcceptAsync("0000-0000-0000-0000-0000", "x")).ShouldBe(HttpStatusCode.NotFound);
        (await AcceptAsync("", "long enough 1")).ShouldBe(HttpStatusCode.NotFound);
        (await AcceptAsync(old.Code!)).ShouldBe(HttpStatusCode.NotFound);
        (await InviteAsync(seat, email)).Code.ShouldNotBe(old.Code);
    }

    [Fact]
    public async Task A_short_password_is_told_and_the_code_stays_good()
    {
        var code = (await InviteAsync(Guid.NewGuid(), IdentityApp.Unique())).Code!;

        (await AcceptAsync(code, "short")).ShouldBe(HttpStatusCode.BadRequest);
        (await AcceptAsync(code.ToLowerInvariant().Replace("-", " "))).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<InvitationAnswer> InviteAsync(Guid seat, string email)
    {
        using var http = identity.App.AsService("liaison");
        using var response = await http.PostAsJsonAsync("/internal/invitations", new InvitationRequest(seat, email, "New Person"), Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await response.Content.ReadFromJsonAsync<InvitationAnswer>(Token))!;
    }

    private async Task<HttpStatusCode> AcceptAsync(string code, string password = "long enough 1")
    {
        using var http = identity.App.AsPublic();
        using var response = await http.PostAsJsonAsync("/api/invitations/accept", new { code, password }, Token);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> LoginAsync(string email, string password)
    {
        using var http = identity.App.AsPublic();
        using var response = await http.PostAsJsonAsync("/api/identity/login", new { email, password }, Token);
        return response.StatusCode;
    }
}
