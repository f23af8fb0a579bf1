using System.Reflection;
using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Coc.Platform.Messaging;

/// <summary>
/// A delivery that ends just when its channel is lost closes that channel from within, and the channel's closing waits for its deliveries to end: the consumer, and the connection with it, then
/// stay away for ever (decision 29). Under this filter a delivery asks for the closing and leaves.
/// </summary>
internal sealed class LeavingChannel : IFilter<ChannelContext>
{
    public Task Send(ChannelContext context, IPipe<ChannelContext> next) => next.Send(Forwarding<ChannelContext>.To(context, static (inner, called, _) =>
        called.Name == $"get_{nameof(ChannelContext.Channel)}" ? Leaving(inner.Channel) : null));

    public void Probe(ProbeContext context) => context.CreateFilterScope("leavingChannel");

    private static IChannel Leaving(IChannel channel) => Forwarding<IChannel>.To(channel, static (inner, called, arguments) =>
        called.Name == nameof(IChannel.CloseAsync) && arguments is [ShutdownEventArgs reason, true, ..] ? Leave(inner, reason) : null);

    private static Task Leave(IChannel channel, ShutdownEventArgs reason)
    {
        // With abort no failure comes out of it.
        _ = channel.CloseAsync(reason, abort: true);
        return Task.CompletedTask;
    }
}

/// <summary>Hands every call on, except those that are answered otherwise.</summary>
internal class Forwarding<T> : DispatchProxy where T : class
{
    private T inner = null!;
    private Func<T, MethodInfo, object?[], object?> otherwise = null!;

    /// <param name="otherwise">answers a call; null: it is handed on</param>
    public static T To(T inner, Func<T, MethodInfo, object?[], object?> otherwise)
    {
        var proxy = Create<T, Forwarding<T>>();
        var forwarding = (Forwarding<T>)(object)proxy;
        (forwarding.inner, forwarding.otherwise) = (inner, otherwise);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        otherwise(inner, targetMethod!, args ?? []) ?? targetMethod!.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, args, null);
}
