using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Step 2: how somebody comes to hold a seat.</summary>
public sealed class SeatTests(RunningSystem system)
{
    private const string Password = "a long password for a test 7";

    [Fact]
    public async Task A_chair_adds_a_seat_another_seat_confirms_and_the_invited_person_holds_it()
    {
        var body = await NewBodyAsync();
        var chair = await FilledByAdminAsync(body, chair: true);
        var member = await FilledByAdminAsync(body, chair: false);
        var email = NewEmail();

        var pending = (await chair.PostAsync($"/api/bodies/{body}/seats", Seat(email, chair: false))).Expect(202).Json.Id("pendingChange");
        (await member.GetAsync($"/api/bodies/{body}/pending-changes")).Expect(200).Items.Select(i => i.Id()).ShouldContain(pending);
        (await chair.PostAsync($"/api/bodies/{body}/pending-changes/{pending}/confirm")).Expect(409, null);
        var invitation = CodeIn((await member.PostAsync($"/api/bodies/{body}/pending-changes/{pending}/confirm")).Expect(200).Json);

        (await system.Anyone().PostAsync("/api/invitations/accept", new { code = invitation, password = Password, name = $"Una {system.Canary}" })).Status.ShouldBeOneOf(
            System.Net.HttpStatusCode.OK, System.Net.HttpStatusCode.Created, System.Net.HttpStatusCode.NoContent);
        var una = await system.SignInAsync(email, Password);
        await HoldsSeatAsync(una, body);
    }

    [Fact]
    public async Task An_invitation_is_accepted_once()
    {
        var body = await NewBodyAsync();
        var admin = await system.AsAsync("admin@orrery.example");
        var invitation = CodeIn((await admin.PostAsync($"/api/bodies/{body}/seats", Seat(NewEmail(), chair: true))).Json);

        ((int)(await AcceptAsync(invitation)).Status).ShouldBeLessThan(300);
        (await AcceptAsync(invitation)).Expect(404);
    }

    [Fact]
    public async Task Who_holds_no_seat_cannot_change_seats()
    {
        var stranger = await system.AsAsync("vera@astrolabe.example");

        (await stranger.PostAsync("/api/bodies/sextant/seats", Seat(NewEmail(), chair: false))).Expect(404, "notFound");
        (await system.Anyone().PostAsync("/api/bodies/sextant/seats", Seat(NewEmail(), chair: false))).Expect(401);
    }

    private static string NewEmail() => $"{Guid.NewGuid():N}@people.example";

    private static object Seat(string email, bool chair) => new
    {
        email, name = "Una Quist", role = "member", appointment = "elected", chair, employer = "Employer " + Guid.NewGuid().ToString("N")[..6], accounts = Array.Empty<string>(),
    };

    private static string CodeIn(JsonNode answer) => (string?)answer["invitation"]?["code"] ?? (string?)answer["code"] ?? throw new InvalidOperationException($"no invitation in {answer}");

    private async Task<string> NewBodyAsync()
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        var admin = await system.AsAsync("admin@orrery.example");
        var answer = await admin.PostAsync("/api/bodies", new { slug, name = $"Guild {slug}", kind = "project", handling = "own" });
        answer.Expect(201);
        return slug;
    }

    private async Task<Client> FilledByAdminAsync(string body, bool chair)
    {
        var email = NewEmail();
        var admin = await system.AsAsync("admin@orrery.example");
        var answer = (await admin.PostAsync($"/api/bodies/{body}/seats", Seat(email, chair))).Expect(201);
        ((int)(await AcceptAsync(CodeIn(answer.Json))).Status).ShouldBeLessThan(300);
        var client = await system.SignInAsync(email, Password);
        await HoldsSeatAsync(client, body);
        return client;
    }

    private Task<Answer> AcceptAsync(string code) => system.Anyone().PostAsync("/api/invitations/accept", new { code, password = Password, name = "Una Quist" });

    private static Task HoldsSeatAsync(Client client, string body) => Eventually.TrueAsync(
        $"{client.Email} holds a seat of {body}",
        async () => (await client.GetAsync("/api/identity/me")).Expect(200).Json.List("seats").Any(s => s.Text("body") == body));
}
