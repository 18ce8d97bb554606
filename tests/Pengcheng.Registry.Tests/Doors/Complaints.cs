using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pengcheng.Registry.Tests.Doors;

/// <summary>What the AMQP door has written into its log about deliveries that failed.</summary>
internal sealed class Complaints : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<Exception> _failures = [];

    public int Count => _failures.Count;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null) _failures.Enqueue(exception);
    }

    public void Dispose()
    {
        // Nothing is held open.
    }
}
