using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Coc.Integration.Gateway;

/// <summary>The system's time, until a test makes six seconds pass at every look at it.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private long ahead;

    public bool Hurried { get; set; }

    public override long GetTimestamp() =>
        base.GetTimestamp() + (Hurried ? Interlocked.Add(ref ahead, 6 * TimestampFrequency) : Interlocked.Read(ref ahead));
}

/// <summary>Keeps every line that is logged.</summary>
internal sealed class Lines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> All { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        All.Enqueue(state.ToString() ?? "");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        All.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
    }
}
