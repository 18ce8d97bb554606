using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Pengcheng.Local;

/// <summary>Hands out loopback ports that are free now and that it has not handed out before.</summary>
public sealed class Ports(bool stable)
{
    // Below the range from which systems give ports to outgoing connections, so that none of those takes it meanwhile.
    private const int Lowest = 20000;
    private const int Highest = 32000;

    private readonly HashSet<int> _given = [];

    /// <summary>
    /// The preferred port when it is free and stable addresses are wanted (people like them), otherwise any free one.
    /// </summary>
    public int Take(int preferred)
    {
        lock (_given)
        {
            if (stable && IsFree(preferred) && _given.Add(preferred))
            {
                return preferred;
            }

            for (var tries = 0; tries < 1000; tries++)
            {
                var port = RandomNumberGenerator.GetInt32(Lowest, Highest);
                if (!_given.Contains(port) && IsFree(port))
                {
                    _given.Add(port);
                    return port;
                }
            }
        }

        throw new StartFailedException($"No free port between {Lowest} and {Highest} on 127.0.0.1.");
    }

    /// <summary>Exactly this port, or a failure that says it is taken.</summary>
    public int TakeExactly(int port)
    {
        lock (_given)
        {
            return IsFree(port) && _given.Add(port)
                ? port
                : throw new StartFailedException($"Port {port} on 127.0.0.1 is taken. Choose another one, or leave the choice to the runner.");
        }
    }

    /// <summary>Whether a listener could be opened on the port.</summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
