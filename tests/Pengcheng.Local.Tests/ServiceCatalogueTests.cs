using Pengcheng.Chassis.Crypto;
using Pengcheng.Local.Hosting;
using Pengcheng.Local.Servers;

namespace Pengcheng.Local.Tests;

public sealed class ServiceCatalogueTests
{
    private Secrets _secrets = null!;
    private IReadOnlyList<ServiceSpec> _specs = [];

    [SetUp]
    public void Compose()
    {
        using var scratch = new Scratch();
        _secrets = Secrets.LoadOrCreate(scratch.File("secrets.json"), ServiceCatalogue.Databases);
        var connections = new ServiceConnections(
            ServiceCatalogue.Databases.ToDictionary(service => service, service => $"Database={service}"),
            ServiceCatalogue.Databases.ToDictionary(service => service, service => $"amqp://{service}"));
        _specs = ServiceCatalogue.Compose(new Ports(stable: false), _secrets, connections, replicas: 2, gatewayPort: null);
    }

    [Test]
    public void Each_process_has_a_name_and_a_port_of_its_own()
    {
        Assert.That(_specs.Select(spec => spec.Name),
            Is.EqualTo(new[] { "sandbox", "escrow-1", "escrow-2", "registry-1", "registry-2", "inspection-1", "inspection-2", "gateway" }));
        Assert.That(_specs.Select(spec => spec.Port), Is.Unique);
    }

    [Test]
    public void The_gateway_knows_every_replica()
    {
        var gateway = Named("gateway").Environment;

        Assert.Multiple(() =>
        {
            Assert.That(gateway["Services__Escrow__0"], Is.EqualTo(Named("escrow-1").Url));
            Assert.That(gateway["Services__Escrow__1"], Is.EqualTo(Named("escrow-2").Url));
            Assert.That(gateway["Services__Registry__1"], Is.EqualTo(Named("registry-2").Url));
            Assert.That(gateway["Services__Inspection__1"], Is.EqualTo(Named("inspection-2").Url));
        });
    }

    [Test]
    public void Only_the_registry_holds_its_private_key_and_the_service_holds_the_public_ones()
    {
        var service = Named("registry-1").Environment;
        var sandbox = Named("sandbox").Environment;

        Assert.Multiple(() =>
        {
            Assert.That(service["Registry__Keys__rerc-1"], Is.EqualTo(Sm2.PublicKeyOf(sandbox["Registry__PrivateKey"])));
            Assert.That(service["Registry__Keys__rerc-2"], Is.EqualTo(Sm2.PublicKeyOf(_secrets.SigningKeys["rerc-2"])));
            Assert.That(service.Values, Has.None.EqualTo(_secrets.SigningKeys["rerc-1"]));
        });
    }

    [Test]
    public void Every_replica_of_inspection_has_the_keys_of_codes_and_ratings_and_nobody_else()
    {
        string[] names = ["Codes__Keys__1__Seal", "Codes__Keys__1__Mac", "Codes__Keys__1__Signing", "Ratings__PrivateKey"];

        Assert.Multiple(() =>
        {
            foreach (var name in names)
            {
                Assert.That(Named("inspection-2").Environment[name], Is.EqualTo(Named("inspection-1").Environment[name]));
                var others = _specs.Where(spec => !spec.Name.StartsWith("inspection", StringComparison.Ordinal)).SelectMany(spec => spec.Environment.Values);
                Assert.That(others, Has.None.EqualTo(Named("inspection-1").Environment[name]));
            }
        });
    }

    [Test]
    public void A_service_gets_its_own_database_and_no_other()
    {
        foreach (var spec in _specs.Where(spec => spec.Name.StartsWith("escrow", StringComparison.Ordinal)))
        {
            Assert.That(spec.Environment["ConnectionStrings__Postgres"], Is.EqualTo("Database=escrow"));
            Assert.That(spec.Environment.Values, Has.None.EqualTo("Database=registry"));
        }
    }

    [Test]
    public void Everyone_follows_the_sandboxs_clock_and_tokens()
    {
        foreach (var spec in _specs.Where(spec => !spec.IsPartner))
        {
            Assert.That(spec.Environment["Clock__Url"], Is.EqualTo(Named("sandbox").Url + "/sandbox/clock"));
            Assert.That(spec.Environment["Auth__Authority"], Is.EqualTo(Named("sandbox").Url + "/"));
        }
    }

    private ServiceSpec Named(string name) => _specs.Single(spec => spec.Name == name);
}
