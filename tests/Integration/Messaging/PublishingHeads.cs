using Coc.EventMaintenance.Attesting;
using Coc.EventStore;
using Coc.Integration.EventStore;
using Coc.Integration.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Messaging;

/// <summary>A running service signs its log and hands the heads to the broker, each once.</summary>
public sealed class PublishingHeads(PostgresServer postgres, RabbitServer rabbit)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_head_is_signed_kept_and_published()
    {
        await using var app = await ServiceApp.StartAsync(postgres, ProbeService.Definition(new Seen()), await rabbit.VirtualHostAsync());
        var heads = new HeadStore(app.Daemon, TimeProvider.System);
        await AppendAsync(app);
        await PublishedAsync(app, 1);
        await AppendAsync(app);
        await PublishedAsync(app, 2);

        var kept = await heads.ReadAsync(0, Token);

        kept.Select(h => (h.Service, h.Number, h.Events)).ShouldBe([("probe", 1, 1), ("probe", 2, 2)]);
        kept[1].Previous.ShouldBe(kept[0].Hash());
        PublicKeys.FromFolder(app.Services.GetRequiredService<Coc.Platform.Configuration.ServiceSettings>().Signers).Verify(kept[1]).ShouldBeTrue();
    }

    private static Task<Appended> AppendAsync(ServiceApp app) => app.Services.GetRequiredService<IEventStore>().AppendAsync(
        new Append([new StreamAppend(Given.Stream(), "thing", 0, [Given.Event(new ThingWasCopied(1))])], Given.Context()), Token);

    private static Task PublishedAsync(ServiceApp app, long number) => Eventually.TrueAsync(
        async () => await app.Daemon.ScalarAsync<long>("select coalesce(max(last_seq_id), 0) from mt.mt_event_progression where name = 'HeadsPublished:All'") == number,
        $"head {number} is with the broker");
}
