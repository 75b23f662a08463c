import type { Field } from "../field.js";
import { names } from "./names.js";

/** What was bought, how, where, and what became of it. */
export const TRANSACTION_DETAILS: readonly Field[] = [
  {
    name: "amount_refunded",
    type: "money",
    description: "What was given back of the row's amount, as a positive number; taken off the amount",
    headers: {
      en: names(
        "Amount Refunded, Refunded Amount, Refund Amount, Refunded, Refund, Refunds, Returned Amount, Total Refunded",
      ),
      de: names("Erstattungsbetrag, Erstatteter Betrag, Erstattung, Rückerstattung, Gutschriftsbetrag"),
      fr: names("Montant remboursé, Remboursement, Montant du remboursement"),
      es: names("Importe reembolsado, Reembolso, Monto reembolsado, Importe del reembolso"),
      zh: names("退款金额, 已退款金额, 退货金额, 退款总额, 实际退款金额"),
    },
  },
  {
    name: "amount_adjusted",
    type: "money",
    description: "The amount after later changes, taken instead of the amount where it is filled and not zero",
    headers: { en: names("Adjusted Amount, Adjusted Total") },
  },
  {
    name: "refund_of",
    type: "identifier",
    description: "The order or transaction that this row gives back",
    headers: { en: names("Refund Of, Original Order ID, Original Transaction ID"), zh: names("原订单号, 原单号") },
  },
  {
    name: "currency",
    type: "text",
    description: "Currency of the amount",
    headers: {
      en: names(
        "Currency, Currency Code, Transaction Currency, Order Currency, Amount Currency, Payment Currency, CCY",
      ),
      de: names("Währung, Währungscode, Währungskennzeichen, Whg"),
      fr: names("Devise, Code devise, Monnaie"),
      es: names("Moneda, Divisa, Código de moneda"),
      zh: names("币种, 货币, 币别, 货币类型"),
    },
  },
  {
    name: "status",
    type: "status",
    description: "What became of the order: paid, cancelled, refunded, failed …",
    headers: {
      en: names(`Order Status, Status, Financial Status, Payment Status, Transaction Status, State of Order, Order State, Stage,
        Invoice Status`),
      de: names("Bestellstatus, Auftragsstatus, Zahlungsstatus, Rechnungsstatus, Zahlstatus"),
      fr: names(
        "Statut de la commande, Statut commande, Statut, État de la commande, État, Statut du paiement, État du paiement",
      ),
      es: names("Estado del pedido, Estado pedido, Estado, Estatus, Estado de pago, Estado del pago"),
      zh: names("订单状态, 状态, 交易状态, 支付状态, 付款状态, 单据状态, 售后状态"),
    },
  },
  {
    name: "product",
    type: "text",
    description: "Product or service bought",
    headers: {
      en: names(`Product, Product Name, Item, Item Name, Lineitem Name, Product Title, Item Title, Product(s), Products, Service, Items,
        Article, Item Description, Product Description, Description, Treatment, Memo/Description`),
      de: names(
        "Produkt, Produktname, Artikel, Artikelname, Artikelbezeichnung, Bezeichnung, Leistung, Artikelbeschreibung, Beschreibung",
      ),
      fr: names("Produit, Nom du produit, Article, Désignation, Libellé, Produits, Nom de l'article"),
      es: names("Producto, Nombre del producto, Artículo, Productos, Servicio, Descripción, Concepto"),
      zh: names(
        "商品名称, 商品, 产品, 产品名称, 宝贝标题, 品名, 宝贝名称, 货品名称, 选购商品, 商品标题, 物料名称, 存货名称, 项目, 服务项目",
      ),
    },
  },
  {
    name: "sku",
    type: "identifier",
    description: "Article number",
    headers: {
      en: names(`SKU, Lineitem SKU, Product ID, Item ID, Product Code, Item Code, Stock Code, StockCode, Item Number, Product SKU, ASIN,
        Part Number, Item No, Barcode, EAN, UPC, Article Number`),
      de: names("Artikelnummer, Artikel-Nr., Artikelnr, Art.-Nr., Produktnummer, Produkt-ID, Materialnummer"),
      fr: names("Référence produit, Réf. produit, Code article, Code produit, Référence article, UGS, Réf. article"),
      es: names("Código de producto, Referencia, Código de artículo, Ref. producto, Código producto, Código artículo"),
      zh: names(
        "商品编码, 商品ID, 货号, 商品编号, 产品编码, SKU编码, 商家编码, 物料编码, 存货编码, 条码, 产品编号, 款号",
      ),
    },
  },
  {
    name: "category",
    type: "text",
    description: "Category of the product",
    headers: {
      en: names(
        "Category, Product Category, Item Category, Department, Product Type, Product Group, Product Line, Subcategory, Commodity",
      ),
      de: names("Kategorie, Warengruppe, Produktgruppe, Produktkategorie, Artikelgruppe, Sortiment"),
      fr: names("Catégorie, Catégorie de produit, Famille, Famille de produits, Rayon, Catégorie produit"),
      es: names("Categoría, Categoría de producto, Familia, Sección, Línea de producto"),
      zh: names("类别, 品类, 商品类别, 分类, 商品分类, 类目, 产品类别, 产品分类, 宝贝种类, 商品类目"),
    },
  },
  {
    name: "brand",
    type: "text",
    description: "Brand or maker",
    headers: {
      en: names("Brand, Vendor, Manufacturer, Brand Name, Maker"),
      de: names("Marke, Hersteller"),
      fr: names("Marque, Fabricant"),
      es: names("Marca"),
      zh: names("品牌, 品牌名称, 厂家"),
    },
  },
  {
    name: "channel",
    type: "text",
    description: "Where the sale was made: shop, web, marketplace …",
    headers: {
      en: names(`Channel, Sales Channel, Source, Order Source, Store, Shop, Location, Outlet, Store Name, Branch, Platform, Attribution,
        Fulfillment Channel, Point of Sale, Source Name`),
      de: names("Kanal, Vertriebskanal, Verkaufskanal, Filiale, Herkunft, Standort, Shopname, Bestellquelle"),
      fr: names("Canal, Canal de vente, Magasin, Boutique, Point de vente, Origine"),
      es: names("Canal, Canal de venta, Tienda, Sucursal, Punto de venta, Origen"),
      zh: names("渠道, 销售渠道, 来源, 订单来源, 店铺, 店铺名称, 门店, 门店名称, 平台, 订单渠道, 下单渠道, 分店"),
    },
  },
  {
    name: "discount",
    type: "money",
    description: "Discount given, already taken off the amount unless the preset says that it is a percentage",
    headers: {
      en: names(
        "Discount, Discount Amount, Discounts, Total Discount, Lineitem Discount, Promotion Discount, Coupon Discount",
      ),
      de: names("Rabatt, Rabattbetrag, Nachlass, Preisnachlass, Gutscheinbetrag"),
      fr: names("Remise, Rabais, Réduction, Montant de la remise"),
      es: names("Descuento, Importe de descuento, Rebaja, Descuentos"),
      zh: names("折扣, 优惠金额, 折扣金额, 优惠, 优惠券金额, 折扣额"),
    },
  },
  {
    name: "cost",
    type: "money",
    description: "What the goods of the row cost the business",
    headers: {
      en: names("Cost, COGS, Cost of Goods, Cost of Goods Sold, Total Cost, Unit Cost, Cost Price, Cost Amount"),
      de: names("Kosten, Wareneinsatz, Einstandspreis, Einkaufspreis, EK-Preis, Herstellkosten, Selbstkosten"),
      fr: names("Coût, Coût d'achat, Prix d'achat, Coût de revient, Prix de revient, Coût total"),
      es: names("Coste, Costo, Coste de ventas, Precio de coste, Costo de ventas, Coste total, Costo total"),
      zh: names("成本, 成本金额, 成本价, 销售成本, 进价, 商品成本"),
    },
  },
  {
    name: "margin",
    type: "money",
    description: "Gross profit of the row",
    headers: {
      en: names("Margin, Gross Profit, Profit, Gross Margin, Contribution, Contribution Margin, Margin Amount"),
      de: names("Deckungsbeitrag, Rohertrag, Marge, Gewinn, Rohgewinn, DB"),
      fr: names("Marge, Marge brute, Bénéfice, Profit"),
      es: names("Margen, Margen bruto, Beneficio, Ganancia, Utilidad"),
      zh: names("毛利, 利润, 毛利额, 毛利润, 利润额"),
    },
  },
  {
    name: "financial_expense",
    type: "money",
    description: "What the payment terms cost the business: interest, discounts for early payment, collection",
    headers: {
      en: names("Financial Expense, Finance Cost, Financing Cost, Interest Cost, Payment Cost"),
      de: names("Finanzaufwand, Finanzierungskosten, Zinskosten"),
      fr: names("Frais financiers, Charges financières"),
      es: names("Gastos financieros, Coste financiero"),
      zh: names("财务费用, 资金成本, 利息费用"),
    },
  },
  {
    name: "product_kind",
    type: "choice",
    description: "Kind of the product: raw_material, equipment, assembly, part, consumable, service",
    headers: {
      en: names("Product Kind, Goods Type, Kind of Product"),
      de: names("Produktart, Artikelart, Warenart"),
      fr: names("Nature du produit, Type de produit"),
      es: names("Tipo de producto, Clase de producto"),
      zh: names("产品类型, 产品种类, 物料类型, 商品类型"),
    },
    choices: {
      raw_material: names(
        "raw material, raw materials, material, Rohstoff, Rohmaterial, matière première, materia prima, 原材料, 原料",
      ),
      equipment: names(
        "equipment, machine, machines, plant, device, Maschine, Anlage, Gerät, équipement, equipo, máquina, 设备, 机器, 整机, 机床",
      ),
      assembly: names(
        "assembly, assemblies, component, module, Baugruppe, ensemble, composant, conjunto, componente, 部件, 组件, 总成",
      ),
      part: names(
        "part, parts, spare part, spare parts, Ersatzteil, Teil, pièce, pièce détachée, pieza, repuesto, 零件, 配件, 备件, 零部件",
      ),
      consumable: names(
        "consumable, consumables, supplies, Verbrauchsmaterial, consommable, consumible, 耗材, 消耗品, 易耗品",
      ),
      service: names(
        "service, services, maintenance, repair, Dienstleistung, Wartung, Reparatur, entretien, réparation, servicio, mantenimiento, reparación, 服务, 维修, 保养, 维护",
      ),
    },
  },
  {
    name: "tax",
    type: "money",
    description: "Tax within the amount or on top of it",
    headers: {
      en: names("Tax, Taxes, VAT, Sales Tax, Tax Amount, GST, Total Tax, VAT Amount, Item Tax, Order Sales Tax"),
      de: names("MwSt, MwSt., Mehrwertsteuer, USt, Umsatzsteuer, Steuer, MwSt-Betrag, Steuerbetrag"),
      fr: names("TVA, Taxe, Taxes, Montant TVA"),
      es: names("IVA, Impuesto, Impuestos, Importe IVA"),
      zh: names("税额, 税金, 增值税, 税费"),
    },
  },
  {
    name: "shipping",
    type: "money",
    description: "Shipping charged to the customer",
    headers: {
      en: names(
        "Shipping, Shipping Cost, Shipping Amount, Freight, Postage, Delivery Fee, Shipping Price, Shipping and Handling Amount, Order Shipping",
      ),
      de: names("Versand, Versandkosten, Porto, Fracht, Lieferkosten, Verpackung und Versand"),
      fr: names("Frais de port, Livraison, Frais de livraison, Port, Frais d'expédition"),
      es: names("Gastos de envío, Envío, Portes, Coste de envío, Flete"),
      zh: names("运费, 邮费, 运费金额, 快递费, 配送费, 买家应付邮费"),
    },
  },
  {
    name: "salesperson",
    type: "text",
    description: "Who made the sale",
    headers: {
      en: names(`Salesperson, Sales Person, Sales Rep, Sales Representative, Employee, Staff, Staff Name, Cashier, Agent, Sold By,
        Deal Owner, Opportunity Owner, Account Manager, Owner`),
      de: names("Verkäufer, Vertreter, Mitarbeiter, Außendienst, Kassierer, Vertriebsmitarbeiter, Sachbearbeiter"),
      fr: names("Vendeur, Commercial, Représentant, Employé"),
      es: names("Vendedor, Comercial, Agente, Empleado, Representante"),
      zh: names("销售人员, 业务员, 销售员, 导购, 营业员, 负责人, 收银员, 职员"),
    },
  },
  {
    name: "campaign",
    type: "text",
    description: "Campaign or code that led to the sale",
    headers: {
      en: names(
        "Campaign, Promotion, Coupon Code, Coupon, Discount Code, Promo Code, Voucher, UTM Campaign, Coupon(s), Campaign Name",
      ),
      de: names("Kampagne, Aktion, Gutscheincode, Aktionscode, Rabattcode, Gutschein"),
      fr: names("Campagne, Code promo, Bon de réduction, Code promotionnel, Promotion"),
      es: names("Campaña, Cupón, Código promocional, Código de descuento, Promoción"),
      zh: names("活动, 优惠券, 促销活动, 营销活动, 活动名称, 优惠码"),
    },
  },
  {
    name: "country",
    type: "text",
    description: "Country of the customer",
    attribute: "geographic",
    headers: {
      en: names(
        "Customer Country, Billing Country, Country, Country Code, Country / Region, Country Name, Shipping Country, Ship Country",
      ),
      de: names("Land, Ländercode, Rechnungsland, Lieferland"),
      fr: names("Pays, Code pays, Pays de facturation, Pays de livraison"),
      es: names("País, Código de país, País de facturación, País de envío"),
      zh: names("国家, 国家地区, 国别"),
    },
  },
  {
    name: "region",
    type: "text",
    description: "State, province or sales region",
    attribute: "geographic",
    headers: {
      en: names(`Billing Province, Billing State, Region, State, Province, State / Province, Territory, County, Sales Region,
        Shipping Province, Ship State`),
      de: names("Bundesland, Gebiet, Vertriebsgebiet, Verkaufsgebiet"),
      fr: names("Région, Département, Secteur"),
      es: names("Provincia, Región, Comunidad autónoma"),
      zh: names("省份, 省, 区域, 地区, 大区, 销售区域, 省市"),
    },
  },
  {
    name: "city",
    type: "text",
    description: "Town or city",
    attribute: "geographic",
    headers: {
      en: names("Billing City, City, Town, Town/City, Shipping City, Ship City"),
      de: names("Ort, Stadt, Rechnungsort, Lieferort"),
      fr: names("Ville, Ville de facturation, Ville de livraison"),
      es: names("Ciudad, Población, Localidad, Ciudad de envío"),
      zh: names("城市, 市, 收货城市"),
    },
  },
  {
    name: "note",
    type: "text",
    description: "Free notes about the transaction",
    headers: {
      en: names("Note, Notes, Comment, Comments, Remarks, Remark, Memo, Order Note, Order Notes"),
      de: names("Notiz, Bemerkung, Bemerkungen, Kommentar, Anmerkung, Hinweis"),
      fr: names("Remarque, Commentaire, Observations, Remarques"),
      es: names("Nota, Notas, Comentario, Comentarios, Observaciones"),
      zh: names("备注, 订单备注, 买家留言, 摘要, 买家备注, 商家备注"),
    },
  },
];
