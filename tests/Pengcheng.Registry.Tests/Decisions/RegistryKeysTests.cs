using Pengcheng.Chassis;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry.Tests.Decisions;

/// <summary>A service that could verify nothing, or would trust nonsense, does not start.</summary>
public sealed class RegistryKeysTests
{
    [Test]
    public void Without_any_key_it_does_not_start() =>
        Assert.That(() => RegistryKeys.From(Setup.Configuration()), Throws.TypeOf<SettingException>().With.Message.Contains("no public key"));

    [TestCase("")]
    [TestCase("04")]
    [TestCase("a private key, perhaps")]
    [TestCase("3333333333333333333333333333333333333333333333333333333333333333")]
    public void A_key_that_is_none_is_named_and_it_does_not_start(string key) =>
        Assert.That(() => RegistryKeys.From(Setup.Configuration((Key.Current.Id, Key.Current.Public), ("rerc-typo", key))),
            Throws.TypeOf<SettingException>().With.Message.Contains("Registry:Keys:rerc-typo"));

    [Test]
    public void A_point_that_is_not_on_the_curve_is_no_key() =>
        Assert.That(() => RegistryKeys.From(Setup.Configuration(("off", "04" + new string('1', 128)))), Throws.TypeOf<SettingException>());
}
