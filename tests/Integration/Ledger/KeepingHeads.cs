using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.EventMaintenance.Attesting;
using Coc.Integration.EventStore;
using Coc.Ledger.Features.KeepingHeads;
using Coc.Platform.Configuration;
using Coc.Platform.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Coc.Integration.Ledger;

/// <summary>Signed heads of the services: checked, countersigned, kept for good, shown to auditors.</summary>
public sealed class KeepingHeads(LedgerApp ledger) : IClassFixture<LedgerApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ServiceSettings Settings => ledger.App.Services.GetRequiredService<ServiceSettings>();

    [Fact]
    public async Task A_head_is_countersigned_and_shown_as_the_verifier_takes_it()
    {
        var first = await TakeAsync(Head("cases", 1, SignedHead.NoPrevious));
        var second = await TakeAsync(Head("cases", 2, first.Hash()));
        await TakeAsync(second);

        var text = await ledger.App.As(LedgerApp.SeatIn("sextant", "auditor")).GetStringAsync("/api/ledger/heads?service=cases", Token);

        var items = JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray().ToList();
        items.Select(i => (i.GetProperty("number").GetInt64(), i.GetProperty("follows").GetBoolean())).ShouldBe([(2, true), (1, true)]);
        Platform.Maintenance.Verify.Kept(text).ShouldBe([second, first]);
        var received = items[0].GetProperty("received").GetDateTimeOffset();
        PublicKeys.FromFolder(Settings.Signers).Verify(
            "ledger", items[0].GetProperty("ledgerKey").GetString()!, KeptHead.Countersigned(second.Hash(), received), items[0].GetProperty("countersignature").GetString()!).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_heads_of_one_number_are_both_kept_as_evidence()
    {
        var first = await TakeAsync(Head("intake", 1, SignedHead.NoPrevious));
        await TakeAsync(Head("intake", 1, SignedHead.NoPrevious) with { Events = 7 });
        await TakeAsync(Head("intake", 2, first.Hash()));

        var heads = await ledger.App.As(LedgerApp.SeatIn("sextant", "auditor")).GetFromJsonAsync<JsonElement>("/api/ledger/heads?service=intake", Token);

        heads.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("follows").GetBoolean()).ShouldBe([true, false, false]);
    }

    [Fact]
    public async Task A_head_that_its_service_did_not_sign_is_refused()
    {
        using var key = KeyOf("sanctions");
        var head = key.Sign(Head("sanctions", 1, SignedHead.NoPrevious));

        await Should.ThrowAsync<InvalidOperationException>(() => GiveAsync(head with { Events = 8 }));
        await Should.ThrowAsync<InvalidOperationException>(() => GiveAsync(head with { Service = "liaison" }));
        await GiveAsync(head);
    }

    [Fact]
    public async Task Heads_are_for_auditors_and_stay_as_they_are()
    {
        foreach (var role in new[] { "member", "admin", "counsel" })
        {
            (await ledger.App.As(LedgerApp.SeatIn("sextant", role)).GetAsync("/api/ledger/heads", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await ledger.App.AsPublic().GetAsync("/api/ledger/heads", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await TakeAsync(Head("liaison", 1, SignedHead.NoPrevious));
        await using var owner = NpgsqlDataSource.Create(ledger.App.Database.Owner);
        (await Should.ThrowAsync<PostgresException>(() => owner.ExecuteAsync("", "delete from app.head"))).SqlState.ShouldBe("CC403");
    }

    private static SignedHead Head(string service, long number, string previous) =>
        SignedHead.Of(service, number, 10 * number, 5, 2, new string('a', 64), DateTimeOffset.UnixEpoch.AddMicroseconds(number), previous);

    private async Task<SignedHead> TakeAsync(SignedHead head)
    {
        using var key = KeyOf(head.Service);
        var signed = head.Signature.Length > 0 ? head : key.Sign(head);
        await GiveAsync(signed);
        return signed;
    }

    private SigningKey KeyOf(string service)
    {
        var file = Path.Combine(Settings.Signers, "..", $"signing-{service}");
        SigningKey.Prepare(file, Settings.Signers, service);
        return SigningKey.FromFile(file);
    }

    private Task GiveAsync(SignedHead head) => ledger.App.Services.GetRequiredService<InboxGate>().TakeAsync(HeadKeeper.MessageOf(head), Token);
}
