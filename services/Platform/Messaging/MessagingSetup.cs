using Coc.Contracts;
using Coc.Platform.Configuration;
using Coc.Platform.Health;
using Coc.Platform.Maintenance;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Platform.Messaging;

/// <summary>The bus of a service: what it takes, what it publishes. Retry, inbox and order are set here once, for all.</summary>
public static class MessagingSetup
{
    /// <summary>Connects to the broker, one quorum queue per consumer, and starts the relay for what <paramref name="publishing"/> publishes.</summary>
    public static void AddMessaging(this WebApplicationBuilder builder, ServiceSettings settings, PublishingTable publishing, Action<Subscriptions> subscribe)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(subscribe);
        var subscriptions = new Subscriptions(builder.Services);
        subscribe(subscriptions);
        builder.Services.AddSingleton(subscriptions);
        builder.Services.AddSingleton(publishing);
        builder.Services.AddSingleton<InboxGate>();
        builder.Services.AddSingleton<InboxTable>();
        builder.Services.AddSingleton<WaitingTable>();
        builder.Services.AddSingleton<OwnQueue>();
        builder.Services.AddSingleton<PublishingBus>();
        builder.Services.AddSingleton<RelayState>();
        builder.Services.AddSingleton<WaitingWatch>();
        builder.Services.AddSingleton<IMessagingHealth, MessagingHealth>();
        if (!HostedSteps.Asked)
        {
            builder.Services.AddHostedService(p => p.GetRequiredService<WaitingWatch>());
        }

        if (publishing.EventTypes.Count > 0 && !HostedSteps.Asked)
        {
            builder.Services.AddHostedService<Relay>();
            if (settings.SigningKey.Length > 0)
            {
                builder.Services.AddHostedService<HeadKeeper>();
            }
        }

        builder.Services.Configure<MassTransitHostOptions>(o => o.WaitUntilStarted = false); // reports are taken without a broker
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            foreach (var subscription in subscriptions.All)
            {
                bus.AddConsumer(typeof(InboxConsumer<>).MakeGenericType(subscription.Message));
            }

            bus.UsingRabbitMq((context, rabbit) =>
            {
                Connect(rabbit, settings);
                rabbit.DeployTopologyOnly = Topology.Asked;
                rabbit.SendTopology.ConfigureErrorSettings = queue => queue.SetQueueArgument("x-queue-type", "quorum");
                rabbit.SendTopology.ConfigureDeadLetterSettings = queue => queue.SetQueueArgument("x-queue-type", "quorum");
                foreach (var subscription in subscriptions.All)
                {
                    rabbit.ReceiveEndpoint(OwnQueue.NameOf(settings.Service, subscription.Message), endpoint =>
                    {
                        endpoint.SetQuorumQueue();
                        endpoint.ConfigureChannel(channel => channel.UseFilter(new LeavingChannel()));
                        endpoint.PrefetchCount = subscription.Prefetch;
                        Retry(endpoint);
                        endpoint.ConfigureConsumer(context, typeof(InboxConsumer<>).MakeGenericType(subscription.Message));
                    });
                }
            });
        });
    }

    /// <summary>Where the broker is and how messages are written: the same for every connection.</summary>
    internal static void Connect(IRabbitMqBusFactoryConfigurator rabbit, ServiceSettings settings)
    {
        rabbit.Host(settings.Broker);
        rabbit.ConfigureJsonSerializerOptions(o => Http.Json.Configure(new System.Text.Json.JsonSerializerOptions(o)));
    }

    // An outage is waited for, for hours if need be; a mistake of ours goes to the dead letters soon, where an operator sees it.
    private static void Retry(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.UseMessageRetry(r =>
        {
            r.Interval(100_000, TimeSpan.FromSeconds(2));
            r.Handle<HandlingFailedException>(e => e.Outage);
        });
        endpoint.UseMessageRetry(r =>
        {
            r.Intervals(50, 200, 500, 1000, 2000, 5000);
            r.Ignore<HandlingFailedException>(e => e.Outage);
        });
    }
}

/// <summary>The messages a service takes.</summary>
public sealed class Subscriptions(IServiceCollection services)
{
    private readonly List<(Type Message, ushort Prefetch)> all = [];

    internal IReadOnlyList<(Type Message, ushort Prefetch)> All => all;

    /// <summary>Takes a contract with a handler (scoped).</summary>
    public Subscriptions Handle<TMessage, THandler>()
        where TMessage : class, IIntegrationMessage
        where THandler : class, IHandle<TMessage>
    {
        services.AddScoped<IHandle<TMessage>, THandler>();
        all.Add((typeof(TMessage), 16));
        return this;
    }

    /// <summary>Takes a contract with a handler (scoped) that works off many in one transaction.</summary>
    public Subscriptions HandleTogether<TMessage, THandler>()
        where TMessage : class, IIntegrationMessage
        where THandler : class, IHandleTogether<TMessage>
    {
        services.AddScoped<IHandleTogether<TMessage>, THandler>();
        services.AddScoped<IHandle<TMessage>, Alone<TMessage>>();
        services.AddSingleton<Together<TMessage>>();
        services.AddHostedService(p => p.GetRequiredService<Together<TMessage>>());
        all.Add((typeof(TMessage), 64));
        return this;
    }
}
