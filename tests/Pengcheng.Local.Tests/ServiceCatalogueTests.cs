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
            Is.EqualTo(ServiceCatalogue.Services.SelectMany(service => new[] { $"{service.Name}-1", $"{service.Name}-2" }).Prepend("sandbox").Append("gateway")));
        Assert.That(_specs.Select(spec => spec.Name), Is.SupersetOf(new[] { "escrow-1", "registry-2", "inspection-2" }).And.Unique);
        Assert.That(_specs.Select(spec => spec.Port), Is.Unique);
    }

    [Test]
    public void The_gateway_knows_every_replica()
    {
        var gateway = Named("gateway").Environment;

        Assert.Multiple(() =>
        {
            Assert.That(gateway["Services__Escrow__0"], Is.EqualTo(Named("escrow-1").Url));
            foreach (var service in ServiceCatalogue.Services)
            {
                Assert.That(gateway[$"Services__{service.Title}__1"], Is.EqualTo(Named($"{service.Name}-2").Url));
            }
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

    private static IEnumerable<CataloguedService> WithKeys => ServiceCatalogue.Services.Where(service => service.Keys.Count > 0);

    [TestCaseSource(nameof(WithKeys))]
    public void Every_replica_of_a_service_has_its_keys_and_nobody_else(CataloguedService service)
    {
        var others = _specs.Where(spec => spec.Project != service.Project).SelectMany(spec => spec.Environment.Values).ToList();

        Assert.Multiple(() =>
        {
            foreach (var variable in service.Keys.Keys)
            {
                Assert.That(Named($"{service.Name}-2").Environment[variable], Is.EqualTo(Named($"{service.Name}-1").Environment[variable]));
                Assert.That(others, Has.None.EqualTo(Named($"{service.Name}-1").Environment[variable]));
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
