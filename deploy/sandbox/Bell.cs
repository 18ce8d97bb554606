using System.Threading.Channels;

namespace Pengcheng.Sandbox;

/// <summary>Wakes a worker that otherwise looks at its table now and then. Rings are not counted: one look sees all.</summary>
/// <typeparam name="TWorker">Whom it wakes.</typeparam>
public sealed class Bell<TWorker>(TimeProvider time)
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is work. Call it after the commit that made it.</summary>
    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>Returns at a ring, or when it is time to look anyway.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            await _rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Nobody rang: it is time to look.
            return;
        }
    }
}
