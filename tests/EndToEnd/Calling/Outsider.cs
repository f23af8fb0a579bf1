using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Calling;

/// <summary>Somebody from outside for whom a body has a seat: proposed by its chair, confirmed by another, and come in by invitation.</summary>
internal sealed record Outsider(Client Client, Guid Seat, string Name)
{
    private const string Password = "a long password for a test 7";

    public static async Task<Outsider> SeatAsync(RunningSystem system, Committee committee)
    {
        var (email, name) = ($"{Guid.NewGuid():N}@people.example", $"Mia {Guid.NewGuid():N}"[..12]);
        var pending = (await committee.Chair.PostAsync($"/api/bodies/{committee.Body}/seats", new { email, name, role = "outside", accounts = Array.Empty<string>() })).Expect(202).Json.Id("pendingChange");
        var seat = (await committee.Seats.First(s => s != committee.Chair).PostAsync($"/api/bodies/{committee.Body}/pending-changes/{pending}/confirm")).Expect(200).Json;
        ((int)(await system.Anyone().PostAsync("/api/invitations/accept", new { code = (string)seat["invitation"]!["code"]!, password = Password, name })).Status).ShouldBeLessThan(300);
        var client = await system.SignInAsync(email, Password);
        await Eventually.TrueAsync($"{email} holds a seat of {committee.Body}", async () => (await client.GetAsync("/api/identity/me")).Expect(200).Json.List("seats").Any(s => s.Text("body") == committee.Body));
        return new(client, seat.Id(), name);
    }
}
