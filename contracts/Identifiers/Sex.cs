using System.Text.Json.Serialization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>As the parity of an identity number's sequence tells it.</summary>
[JsonConverter(typeof(KebabEnumConverter<Sex>))]
public enum Sex
{
    /// <summary>Even.</summary>
    Female,

    /// <summary>Odd.</summary>
    Male,
}
