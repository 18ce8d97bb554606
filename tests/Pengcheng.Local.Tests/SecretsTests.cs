using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Local.Servers;

namespace Pengcheng.Local.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class SecretsTests
{
    [Test]
    public void Secrets_are_made_once_and_only_their_owner_can_read_them()
    {
        using var scratch = new Scratch();
        var file = scratch.File("secrets.json");

        var made = Secrets.LoadOrCreate(file, ["escrow", "registry"]);
        var again = Secrets.LoadOrCreate(file, ["escrow", "registry"]);

        Assert.Multiple(() =>
        {
            Assert.That(again.Databases, Is.EqualTo(made.Databases));
            Assert.That(again.SigningKeys, Is.EqualTo(made.SigningKeys));
            Assert.That(again.ServiceKeys, Is.EqualTo(made.ServiceKeys));
            Assert.That(made.Clients.Keys, Is.SupersetOf(new[] { "bank-a", "bank-b", "bank-pfc", "operator" }));
            Assert.That(made.Databases.Values.Concat(made.Brokers.Values).Concat(made.Clients.Values), Is.Unique);
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        });
    }

    [Test]
    public void A_service_that_is_new_gets_secrets_while_the_others_keep_theirs()
    {
        using var scratch = new Scratch();
        var file = scratch.File("secrets.json");
        var before = Secrets.LoadOrCreate(file, ["escrow"]);

        var after = Secrets.LoadOrCreate(file, ["escrow", "refund"]);

        Assert.Multiple(() =>
        {
            Assert.That(after.Databases["escrow"], Is.EqualTo(before.Databases["escrow"]));
            Assert.That(after.Databases["refund"], Is.Not.Empty);
            Assert.That(after.PostgresAdmin, Is.EqualTo(before.PostgresAdmin));
        });
    }

    [Test]
    public void A_file_of_before_gets_what_it_lacks_and_keeps_the_rest()
    {
        using var scratch = new Scratch();
        var file = scratch.File("secrets.json");
        var made = Secrets.LoadOrCreate(file, ["escrow"]);
        var old = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        old["serviceKeys"]!.AsObject().Remove("inspection/Ratings__PrivateKey");
        old["clients"]!.AsObject().Remove("officers-system");
        File.WriteAllText(file, old.ToJsonString());

        var after = Secrets.LoadOrCreate(file, ["escrow"]);

        Assert.Multiple(() =>
        {
            Assert.That(after.ServiceKeys.Keys, Is.EquivalentTo(made.ServiceKeys.Keys));
            Assert.That(after.KeyOf("inspection", "Codes__Keys__1__Seal"), Is.EqualTo(made.KeyOf("inspection", "Codes__Keys__1__Seal")));
            Assert.That(after.Clients["officers-system"], Is.Not.Empty);
            Assert.That(after.Clients["operator"], Is.EqualTo(made.Clients["operator"]));
            Assert.That(Secrets.LoadOrCreate(file, ["escrow"]).ServiceKeys, Is.EqualTo(after.ServiceKeys));
        });
    }

    [Test]
    public void Keys_are_kept_that_a_file_of_before_has_in_other_places()
    {
        using var scratch = new Scratch();
        var file = scratch.File("secrets.json");
        var made = Secrets.LoadOrCreate(file, ["escrow"]);
        var old = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        old.Remove("serviceKeys");
        old["inspectionKeys"] = new JsonObject { ["Codes__Keys__1__Mac"] = made.KeyOf("inspection", "Codes__Keys__1__Mac") };
        old["signingKeys"]!.AsObject()["escrow-1"] = made.KeyOf("escrow", "Signing__PrivateKey");
        File.WriteAllText(file, old.ToJsonString());

        var after = Secrets.LoadOrCreate(file, ["escrow"]);

        Assert.Multiple(() =>
        {
            Assert.That(after.KeyOf("inspection", "Codes__Keys__1__Mac"), Is.EqualTo(made.KeyOf("inspection", "Codes__Keys__1__Mac")));
            Assert.That(after.KeyOf("escrow", "Signing__PrivateKey"), Is.EqualTo(made.KeyOf("escrow", "Signing__PrivateKey")));
            Assert.That(after.SigningKeys, Is.EqualTo(made.SigningKeys));
            Assert.That(File.ReadAllText(file), Does.Not.Contain("inspectionKeys"));
        });
    }

    [Test]
    public void The_keys_of_inspection_are_of_the_kinds_that_it_reads()
    {
        var secrets = Secrets.Make(["inspection"]);
        using var rating = RSA.Create();
        rating.ImportPkcs8PrivateKey(Convert.FromBase64String(secrets.KeyOf("inspection", "Ratings__PrivateKey")), out _);

        Assert.Multiple(() =>
        {
            Assert.That(Convert.FromHexString(secrets.KeyOf("inspection", "Codes__Keys__1__Seal")), Has.Length.EqualTo(16));
            Assert.That(Convert.FromHexString(secrets.KeyOf("inspection", "Codes__Keys__1__Mac")), Has.Length.EqualTo(32));
            Assert.That(Sm2.PublicKeyOf(secrets.KeyOf("inspection", "Codes__Keys__1__Signing")), Does.StartWith("04"));
            Assert.That(rating.KeySize, Is.EqualTo(3072));
        });
    }

    [Test]
    public void A_broken_file_says_what_to_do()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.File("secrets.json"), "{ \"postgresAdmin\": ");

        Assert.That(() => Secrets.LoadOrCreate(scratch.File("secrets.json"), ["escrow"]),
            Throws.TypeOf<StartFailedException>().With.Message.Contains("--fresh"));
    }

    [Test]
    public void The_password_hash_is_that_of_the_brokers_documentation() =>
        Assert.That(BrokerDefinitions.Hash("test12", [0x90, 0x8D, 0xC6, 0x0A]),
            Is.EqualTo("kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR"));
}
