using System.Text.Json.Nodes;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Calling;

/// <summary>A project with a committee of its own, made for one test.</summary>
internal sealed record Guild(string Slug, IReadOnlyList<(Client Client, Guid Seat)> Members)
{
    private const string Password = "a long password for a test 7";

    /// <summary>A body with members the admin seats; with two of them, nobody else has to confirm.</summary>
    public static async Task<Guild> FoundAsync(RunningSystem system, JsonObject? policy = null, int members = 2)
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        var admin = await system.AsAsync("admin@orrery.example");
        (await admin.PostAsync("/api/bodies", new { slug, name = $"Guild {slug}", kind = "project", handling = "own", policy })).Expect(201);
        var seated = new List<(Client Client, Guid Seat)>();
        for (var i = 0; i < members; i++)
        {
            seated.Add(await SeatAsync(system, admin, slug, chair: i == 0, confirms: i < 2 ? null : seated[1].Client));
        }

        return new(slug, seated);
    }

    /// <summary>Sets the rota: the chair proposes, the second confirms (P8).</summary>
    public async Task PutOnDutyAsync(params int[] members)
    {
        var pending = (await Members[0].Client.PutAsync($"/api/bodies/{Slug}/duty", new { seats = members.Select(i => Members[i].Seat) })).Expect(202).Json.Id("pendingChange");
        (await Members[1].Client.PostAsync($"/api/bodies/{Slug}/pending-changes/{pending}/confirm")).Expect(200);
    }

    private static async Task<(Client Client, Guid Seat)> SeatAsync(RunningSystem system, Client admin, string slug, bool chair, Client? confirms)
    {
        var email = $"{Guid.NewGuid():N}@people.example";
        var wanted = await admin.PostAsync($"/api/bodies/{slug}/seats", new
        {
            email, name = $"Member {email[..6]}", role = "member", appointment = "elected", chair, employer = "Employer " + email[..6], accounts = Array.Empty<string>(),
        });
        var seat = confirms is null ? wanted.Expect(201).Json
            : (await confirms.PostAsync($"/api/bodies/{slug}/pending-changes/{wanted.Expect(202).Json.Id("pendingChange")}/confirm")).Expect(200).Json;
        ((int)(await system.Anyone().PostAsync("/api/invitations/accept", new { code = (string)seat["invitation"]!["code"]!, password = Password, name = "Una Quist" })).Status).ShouldBeLessThan(300);
        var client = await system.SignInAsync(email, Password);
        await Eventually.TrueAsync($"{email} holds a seat of {slug}", async () => (await client.GetAsync("/api/identity/me")).Expect(200).Json.List("seats").Any(s => s.Text("body") == slug));
        return (client, seat.Id());
    }
}
