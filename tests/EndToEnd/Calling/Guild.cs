using System.Text.Json.Nodes;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Calling;

/// <summary>A project with a committee of its own, made for one test.</summary>
internal sealed record Guild(string Slug, IReadOnlyList<(Client Client, Guid Seat)> Members)
{
    private const string Password = "a long password for a test 7";

    /// <summary>A body with members the admin seats; with two of them, nobody else has to confirm.</summary>
    public static async Task<Guild> FoundAsync(RunningSystem system, JsonObject? policy = null)
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        var admin = await system.AsAsync("admin@orrery.example");
        (await admin.PostAsync("/api/bodies", new { slug, name = $"Guild {slug}", kind = "project", handling = "own", policy })).Expect(201);
        var members = new List<(Client, Guid)>();
        foreach (var chair in new[] { true, false })
        {
            members.Add(await SeatAsync(system, admin, slug, chair));
        }

        return new(slug, members);
    }

    private static async Task<(Client Client, Guid Seat)> SeatAsync(RunningSystem system, Client admin, string slug, bool chair)
    {
        var email = $"{Guid.NewGuid():N}@people.example";
        var seat = (await admin.PostAsync($"/api/bodies/{slug}/seats", new
        {
            email, name = $"Member {email[..6]}", role = "member", appointment = "elected", chair, employer = "Employer " + email[..6], accounts = Array.Empty<string>(),
        })).Expect(201).Json;
        ((int)(await system.Anyone().PostAsync("/api/invitations/accept", new { code = (string)seat["invitation"]!["code"]!, password = Password, name = "Una Quist" })).Status).ShouldBeLessThan(300);
        var client = await system.SignInAsync(email, Password);
        await Eventually.TrueAsync($"{email} holds a seat of {slug}", async () => (await client.GetAsync("/api/identity/me")).Expect(200).Json.List("seats").Any(s => s.Text("body") == slug));
        return (client, seat.Id());
    }
}
