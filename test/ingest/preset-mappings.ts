/** Which field each preset reads from which column of `EXPORT_HEADERS`, in column order. */
export const MAPPINGS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "shopify-orders",
    [
      "order_id=Name | email=Email | status=Financial Status | currency=Currency | shipping=Shipping | tax=Taxes | amount=Total | campaign=Discount Code | discount=Discount Amount | date=Created at | quantity=Lineitem quantity | product=Lineitem name | unit_price=Lineitem price | sku=Lineitem sku | customer_name=Billing Name | city=Billing City | country=Billing Country | note=Notes | amount_refunded=Refunded Amount | brand=Vendor | salesperson=Employee | channel=Source | phone=Phone | region=Billing Province Name",
    ],
  ],
  [
    "shopify-customers",
    [
      "customer_id=Customer ID | first_name=First Name | last_name=Last Name | email=Email | company=Default Address Company | address=Default Address Address1 | city=Default Address City | region=Default Address Province Code | country=Default Address Country Code | postal_code=Default Address Zip | phone=Phone | lifetime_spend=Total Spent | order_count=Total Orders | note=Note | tags=Tags",
      "first_name=First Name | last_name=Last Name | email=Email | company=Company | address=Address1 | city=City | region=Province Code | country=Country Code | postal_code=Zip | phone=Phone | lifetime_spend=Total Spent | order_count=Total Orders | tags=Tags | note=Note",
    ],
  ],
  [
    "woocommerce-orders",
    [
      "date=Date | order_id=Order # | status=Status | customer_name=Customer | product=Product(s) | quantity=Items sold | campaign=Coupon(s) | amount=Net Sales",
      "date=Date | order_id=Order # | status=Status | customer_name=Customer | product=Product(s) | quantity=Items sold | campaign=Coupon(s) | amount=Net Sales | channel=Attribution",
    ],
  ],
  [
    "woocommerce-customers",
    [
      "name=Name | last_order=Last Active | registered=Sign Up | email=Email | order_count=Orders | lifetime_spend=Total Spend | country=Country / Region | city=City | region=Region | postal_code=Postal Code",
      "name=Name | last_order=Last Active | registered=Sign Up | email=Email | phone=Billing Phone | order_count=Orders | lifetime_spend=Total Spend | country=Country / Region | city=City | region=Region | postal_code=Postal Code",
    ],
  ],
  [
    "stripe-payments",
    [
      "order_id=id | product=Description | date=Created (UTC) | amount=Amount | amount_refunded=Amount Refunded | currency=Currency | tax=Tax | status=Status | customer_id=Customer ID | customer_name=Customer Description | email=Customer Email",
      "order_id=id | date=Created date (UTC) | amount=Amount | amount_refunded=Amount Refunded | currency=Currency | product=Description | status=Status | customer_id=Customer ID | email=Customer Email",
    ],
  ],
  [
    "stripe-customers",
    [
      "customer_id=id | note=Description | email=Email | name=Name | registered=Created (UTC) | lifetime_spend=Total Spend | order_count=Payment Count",
    ],
  ],
  [
    "square-transactions",
    [
      "date=Date | time=Time | discount=Discounts | amount=Net Sales | tax=Tax | order_id=Transaction ID | salesperson=Staff Name | product=Description | customer_id=Customer ID | customer_name=Customer Name | channel=Channel",
    ],
  ],
  [
    "paypal-activity",
    [
      "date=Date | time=Time | customer_name=Name | status=Status | currency=Currency | amount=Gross | email=From Email Address | order_id=Transaction ID | product=Item Title | sku=Item ID | shipping=Shipping and Handling Amount | tax=Sales Tax | refund_of=Reference Txn ID | quantity=Quantity | city=Town/City | region=State/Province/Region/County/Territory/Prefecture/Republic | country=Country | phone=Contact Phone Number | note=Note",
    ],
  ],
  [
    "etsy-orders",
    [
      "date=Sale Date | order_id=Order ID | customer_id=Buyer User ID | customer_name=Full Name | quantity=Number of Items | city=Ship City | region=Ship State | country=Ship Country | currency=Currency | campaign=Coupon Code | discount=Discount Amount | shipping=Shipping | tax=Sales Tax | amount=Order Total | status=Status | amount_adjusted=Adjusted Order Total | sku=SKU",
    ],
  ],
  [
    "etsy-items",
    [
      "date=Sale Date | product=Item Name | customer_id=Buyer | quantity=Quantity | unit_price=Price | campaign=Coupon Code | discount=Discount Amount | shipping=Order Shipping | tax=Order Sales Tax | amount=Item Total | currency=Currency | sku=Listing ID | customer_name=Ship Name | city=Ship City | region=Ship State | country=Ship Country | order_id=Order ID",
    ],
  ],
  [
    "amazon-all-orders",
    [
      "order_id=amazon-order-id | date=purchase-date | status=order-status | channel=sales-channel | product=product-name | sku=sku | quantity=quantity | currency=currency | amount=item-price | tax=item-tax | shipping=shipping-price | city=ship-city | region=ship-state | country=ship-country",
    ],
  ],
  [
    "amazon-orders-report",
    [
      "order_id=order-id | date=purchase-date | email=buyer-email | customer_name=buyer-name | phone=buyer-phone-number | sku=sku | product=product-name | quantity=quantity-purchased | currency=currency | amount=item-price | tax=item-tax | shipping=shipping-price",
    ],
  ],
  [
    "hubspot-contacts",
    [
      "customer_id=Record ID | first_name=First Name | last_name=Last Name | email=Email | phone=Phone Number | owner=Contact owner | type=Lifecycle Stage | registered=Create Date | company=Associated Company",
    ],
  ],
  [
    "hubspot-deals",
    [
      "order_id=Record ID | product=Deal Name | status=Deal Stage | amount=Amount | salesperson=Deal owner | date=Close Date",
      "status=Deal Stage | date=Close Date | product=Deal Name | order_id=Record ID | amount=Amount | salesperson=Deal owner | customer_name=Associated Company",
    ],
  ],
  [
    "salesforce-opportunities",
    [
      "salesperson=Opportunity Owner | customer_name=Account Name | order_id=Opportunity Name | status=Stage | currency=Total Amount Currency | amount=Total Amount | date=Close Date",
    ],
  ],
  ["quickbooks-customer-detail", ["date=Date | order_id=Num | product=Memo/Description | amount=Amount"]],
  [
    "quickbooks-sales",
    ["date=Date | order_id=Num | customer_name=Customer | product=Memo/Description | amount=Amount"],
  ],
  ["quickbooks-customers", ["name=Customer | phone=Phone | email=Email | address=Billing Address"]],
  [
    "xero-sales",
    [
      "customer_name=*ContactName | email=EmailAddress | city=POCity | region=PORegion | country=POCountry | order_id=*InvoiceNumber | date=*InvoiceDate | sku=InventoryItemCode | product=*Description | quantity=*Quantity | amount=*UnitAmount | discount=Discount | currency=Currency",
    ],
  ],
  [
    "xero-invoices",
    [
      "customer_name=ContactName | email=EmailAddress | order_id=InvoiceNumber | date=InvoiceDate | sku=InventoryItemCode | product=Description | quantity=Quantity | unit_price=UnitAmount | amount=LineAmount | tax=TaxAmount | currency=Currency | status=Status",
    ],
  ],
  [
    "uci-online-retail",
    [
      "order_id=Invoice | sku=StockCode | product=Description | quantity=Quantity | date=InvoiceDate | amount=Price | customer_id=Customer ID | country=Country",
      "order_id=InvoiceNo | sku=StockCode | product=Description | quantity=Quantity | date=InvoiceDate | amount=UnitPrice | customer_id=CustomerID | country=Country",
    ],
  ],
  [
    "taobao-orders",
    [
      "order_id=订单编号 | customer_id=买家会员名 | shipping=买家应付邮费 | amount=买家实际支付金额 | status=订单状态 | customer_name=收货人姓名 | phone=联系手机 | date=订单创建时间 | product=宝贝标题  | category=宝贝种类 | note=订单备注 | quantity=宝贝总数量 | channel=店铺名称 | amount_refunded=退款金额",
    ],
  ],
  [
    "jd-orders",
    [
      "order_id=订单号 | sku=商品ID | product=商品名称 | quantity=订购数量 | date=下单时间 | unit_price=京东价 | amount=结算金额 | status=订单状态 | customer_id=下单帐号 | customer_name=客户姓名 | phone=联系电话 | note=订单备注 | shipping=运费金额 | channel=订单渠道",
    ],
  ],
  [
    "douyin-orders",
    [
      "order_id=主订单编号 | product=选购商品 | quantity=商品数量 | sku=商家编码 | amount=订单应付金额 | shipping=运费 | customer_name=收件人 | phone=收件人手机号 | date=订单提交时间 | note=商家备注 | status=订单状态",
    ],
  ],
  [
    "pinduoduo-orders",
    [
      "product=商品 | order_id=订单号 | status=订单状态 | shipping=邮费(元) | amount=用户实付金额(元) | quantity=商品数量(件) | date=发货时间 | sku=商品id",
    ],
  ],
  [
    "chinese-erp-sales",
    [
      "order_id=单据编号 | date=单据日期 | customer_id=客户编码 | salesperson=销售人员 | sku=商品编码 | quantity=数量 | amount=金额",
    ],
  ],
  [
    "chinese-erp-customers",
    [
      "customer_id=客户编码 | name=客户名称",
      "customer_id=客户编码 | name=客户名称 | region=区域 | phone=联系电话 | segment_label=客户等级 | owner=负责人",
    ],
  ],
  ["qualtrics", ["date=RecordedDate | response_id=ResponseId | email=RecipientEmail | customer_id=ExternalReference"]],
  ["survey-monkey", ["response_id=Respondent ID | date=End Date | email=Email Address | customer_id=Custom Data 1"]],
  ["wenjuanxing", ["response_id=序号 | date=提交答卷时间 | customer_id=1、您的客户编号"]],
]);
