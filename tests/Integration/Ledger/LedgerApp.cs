using Coc.Contracts;
using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;
using Coc.Ledger;
using Coc.Platform;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Ledger;

/// <summary>The Ledger, with walls that open for what a test says.</summary>
public sealed class LedgerApp(PostgresServer server) : IAsyncLifetime
{
    private static readonly ServiceUnderTest Service = new("ledger", typeof(LedgerModule).Assembly, (builder, settings) => builder.AddLedger(settings), app => app.MapLedger());
    private readonly HashSet<(Guid Seat, Guid Id)> open = [];
    private readonly HashSet<(Guid Seat, Guid Id)> barred = [];

    public ServiceApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await ServiceApp.StartAsync(server, Service);
        App.Neighbours.Answer<VisibleQuestion>("POST /internal/visible", q => new VisibleAnswer([.. q.Ids.Where(id => q.Seats.Any(s => open.Contains((s.Seat, id))))], [.. q.Ids.Where(id => q.Seats.Any(s => barred.Contains((s.Seat, id))))]));
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    internal void Open(Caller caller, Guid thing) => open.Add((caller.Seats[0].Id, thing));

    /// <summary>By another hat this is not there for them.</summary>
    internal void Bar(Caller caller, Guid thing) => barred.Add((caller.Seats[0].Id, thing));

    internal void Close(Caller caller, Guid thing) => open.Remove((caller.Seats[0].Id, thing));

    internal static Caller SeatIn(string body, string role = "member") =>
        new(CallerKind.Seat, Guid.NewGuid().ToString(), [new TicketSeat(Guid.NewGuid(), body, role, false)]);

    /// <summary>Hands it over as the bus would.</summary>
    internal async Task RecordAsync(StepRecorded step) => await App.Services.GetRequiredService<InboxGate>().TakeAsync(step, TestContext.Current.CancellationToken);

    internal static StepRecorded Step(
        string what, string thing, Guid id, Guid incident, Guid? inCase = null, Guid? report = null, string body = "sextant", Guid? causation = null, params Guid[] links) =>
        new(
            new Origin(Ids.New(), Ids.New(), 1, new Dictionary<string, long>(), body, incident, Guid.NewGuid(), causation, "system", null, null, 3, DateTimeOffset.UnixEpoch, new string('a', 64)),
            what, thing, id, inCase, report, links, null, null, null);
}
