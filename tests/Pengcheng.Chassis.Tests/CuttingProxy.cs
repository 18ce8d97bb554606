using System.Net;
using System.Net.Sockets;

namespace Pengcheng.Chassis.Tests;

/// <summary>
/// Stands between a service and PostgreSQL, and can cut a connection at the worst moment: after the server has carried out a
/// COMMIT, and before its client hears of it.
/// </summary>
/// <param name="host">The server's host.</param>
/// <param name="port">Its port.</param>
/// <param name="mark">Only a transaction that this text occurs in is cut, and only the first one.</param>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly (string Host, int Port) _server;
    private readonly byte[] _mark;
    private int _cuts;

    public CuttingProxy(string host, int port, string mark)
    {
        (_server, _mark) = ((host, port), System.Text.Encoding.UTF8.GetBytes(mark));
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many commits went unanswered.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
            _ = Serve(client);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using var _ = client;
        client.NoDelay = true;
        await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
        var (marked, committing) = (false, false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var up = Pump(client, server, bytes =>
        {
            marked |= bytes.IndexOf(_mark) >= 0;
            committing = marked && bytes.IndexOf("COMMIT"u8) >= 0;
            return true;
        }, end.Token);
        // What comes back after it is its answer: the commit is done, and its client does not hear of it.
        var down = Pump(server, client, _ => !committing || Interlocked.CompareExchange(ref _cuts, 1, 0) != 0, end.Token);
        await Task.WhenAny(up, down);
        await end.CancelAsync();
        await Task.WhenAll(up, down).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private delegate bool Inspect(ReadOnlySpan<byte> bytes);

    private static async Task Pump(TcpClient from, TcpClient to, Inspect mayPass, CancellationToken end)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.GetStream().ReadAsync(buffer, end)) > 0 && mayPass(buffer.AsSpan(0, read)))
            await to.GetStream().WriteAsync(buffer.AsMemory(0, read), end);
    }
}
