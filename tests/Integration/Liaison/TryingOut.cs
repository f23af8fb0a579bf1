using System.Net.Http.Json;
using Coc.Platform.Security;

namespace Coc.Integration.Liaison;

/// <summary>P8: who tries out whose address it is, is told so only so often.</summary>
public sealed class TryingOut(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    private const int OfTheDemo = 200;

    [Fact]
    public async Task Who_was_told_too_often_that_people_elsewhere_speak_against_a_seat_waits()
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", handling = "own", policy = new { notTogetherWith = new[] { "astrolabe" } } })).Status.ShouldBe(201);
        for (var i = 0; i < OfTheDemo; i++)
        {
            (await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", new { email = "vera@astrolabe.example", role = "member" })).ShouldBeRefusal("R34");
        }

        using var admin = liaison.App.As(new Caller(
            CallerKind.Seat, LiaisonApp.AccountOf("admin@orrery.example").ToString(), [new Coc.Contracts.Channel.TicketSeat(LiaisonApp.SeatOf("admin", "orrery", "admin"), "orrery", "admin", false)]));
        using var answer = await admin.PostAsJsonAsync($"/api/bodies/{slug}/seats", new { email = "nobody-else@people.example", role = "member" }, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBe(429);
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        (await liaison.ScalarAsync($"select count(*) from app.seats where body = '{slug}'")).ShouldBe(0L);
        (await liaison.As("vera", "astrolabe", chair: true).PostAsync("/api/bodies/astrolabe/seats", new { email = "nobody-else@people.example", role = "counsel" })).Status.ShouldBe(202, "others do not wait");
    }
}
