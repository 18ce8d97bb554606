using System.Net;
using System.Net.Sockets;

namespace Pengcheng.Local.Tests;

public sealed class PortsTests
{
    [Test]
    public void A_free_preferred_port_is_taken_when_addresses_shall_be_stable()
    {
        var free = new Ports(stable: false).Take(0);

        Assert.That(new Ports(stable: true).Take(free), Is.EqualTo(free));
    }

    [Test]
    public void A_preferred_port_that_someone_listens_on_is_left_alone()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var busy = ((IPEndPoint)other.LocalEndpoint).Port;

        Assert.That(new Ports(stable: true).Take(busy), Is.Not.EqualTo(busy));
    }

    [Test]
    public void No_port_is_given_twice()
    {
        var ports = new Ports(stable: true);
        var preferred = new Ports(stable: false).Take(0);

        var given = Enumerable.Range(0, 50).Select(_ => ports.Take(preferred)).ToList();

        Assert.That(given, Is.Unique);
    }

    [Test]
    public void A_port_that_must_be_this_one_and_is_taken_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var busy = ((IPEndPoint)other.LocalEndpoint).Port;

        Assert.That(() => new Ports(stable: true).TakeExactly(busy),
            Throws.TypeOf<StartFailedException>().With.Message.Contains($"{busy}"));
    }
}
